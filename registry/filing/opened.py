"""What happens to a sheet that lies open before a person: shown, saved, kept while they type."""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.datastructures import CombinedMultiDict

from registry import assessment, uploads
from registry.clock import now
from registry.extensions import db
from registry.filing import queries, saving, whereabouts
from registry.filing.differences import differences
from registry.filing.questions import explanations
from registry.filing.sheets import Sheet
from registry.forms.filing import PageForm
from registry.headers import number
from registry.models import DocumentKind, InvalidTransition, SavedMeanwhile

TAKEN = {DocumentKind.STATEMENT: uploads.STATEMENT, DocumentKind.EVIDENCE: uploads.EVIDENCE}
File: TypeAlias = uploads.Accepted | uploads.Refused | None
SAVED = "saved"
CLOSED = "closed"
SAVED_MEANWHILE = "saved-meanwhile"


@dataclass(frozen=True, slots=True)
class _Moved:
    """Whether a file came or went, or why it was not taken."""

    happened: bool = False
    refusal: str = ""


def show(
    sheet: Sheet,
    form: PageForm | None = None,
    *,
    seen: bool = False,
    state: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    """The sheet with what is stored, or with ``form`` as it was typed.

    ``state``: SAVED where something is still owed, CLOSED, SAVED_MEANWHILE, or nothing special.
    ``seen``: the person has seen no later answers than those they just sent.
    """
    filing = sheet.filing
    form = form or sheet.form()
    body = render_template(
        whereabouts.template(sheet),
        sheet=sheet,
        filing=filing,
        form=form,
        revision=request.form.get("revision", "") if seen else sheet.revision,
        fingerprint=request.form.get("fingerprint", "") if seen else sheet.fingerprint,
        state=state if filing.is_editable else CLOSED,
        places=whereabouts.places(sheet),
        explained=explanations(form, assessment.catalogue(), on=filing.period_end),
        comments=queries.comments_to_answer(filing),
        differences=differences(sheet, form) if state == SAVED_MEANWHILE else (),
    )
    return body, status


def read_file(sheet: Sheet) -> File:
    """The file that was sent, or why it is not taken; to be asked before the filing is held.

    Reading may take many seconds, in which nobody else should have to wait: SQLite has one writer.
    """
    file = request.files.get("file")
    if not file or sheet.files is None or not sheet.filing.is_editable:
        return None
    taken = TAKEN[sheet.files]
    db.session.rollback()
    try:
        return uploads.check(file, taken)
    except uploads.Refused as refusal:
        return refusal


def save(sheet: Sheet, file: File = None) -> ResponseReturnValue:
    """Add or remove a row, or store what could be read and go on when nothing is owed."""
    form = sheet.typed(_sent())
    if _changed_rows(sheet, form):
        return show(sheet, form, seen=True)
    try:
        moved = _move_files(sheet, file)
        sheet = replace(sheet)
        form = _judged(sheet, moved)
        _store(sheet, form)
    except InvalidTransition:
        db.session.rollback()
        return show(sheet, form, status=409)
    except SavedMeanwhile:
        db.session.rollback()
        return show(replace(sheet), form, state=SAVED_MEANWHILE, status=409)
    db.session.commit()
    return _after(replace(sheet), form, stay=moved.happened)


def keep(sheet: Sheet) -> ResponseReturnValue:
    """Store what can be read while somebody types, and say the new revision."""
    form = sheet.typed(_sent())
    try:
        page = saving.keep_page(
            sheet.filing,
            sheet.name,
            sheet.with_others(form.answers),
            revision=_seen(sheet),
            by=current_user,
            at=now(),
        )
    except InvalidTransition:
        return jsonify(message=_("This filing is closed for changes at the moment.")), 409
    except SavedMeanwhile:
        return jsonify(message=_("Someone else saved this page meanwhile.")), 409
    db.session.commit()
    return jsonify(
        saved_at=page.saved_at.isoformat(),
        revision=page.revision,
        fingerprint=replace(sheet).fingerprint,
    )


def _sent() -> CombinedMultiDict[str, Any]:
    return CombinedMultiDict((request.files, request.form))


def _seen(sheet: Sheet) -> int:
    """The revision that was on the screen, or -1, which is none.

    A corridor that still says what was on the screen counts as seen: who saves the lines of
    another corridor is in nobody's way.
    """
    if sheet.corridor and request.form.get("fingerprint") == sheet.fingerprint:
        return sheet.revision
    return request.form.get("revision", -1, type=number)


def _changed_rows(sheet: Sheet, form: PageForm) -> bool:
    """Add or remove the row whose button was pressed; nothing that was typed is judged or lost."""
    if "add" in request.form:
        form.add_row(request.form["add"])
    elif "remove" in request.form:
        form.remove_row(request.form["remove"])
    return bool({"add", "remove"} & request.form.keys()) and sheet.filing.is_editable


def _judged(sheet: Sheet, moved: _Moved) -> PageForm:
    """What was typed, on the page as it is after files were added or removed."""
    form = sheet.typed(_sent())
    form.validate()
    if moved.refusal:
        form["file"].errors = [moved.refusal]
    return form


def _move_files(sheet: Sheet, file: File) -> _Moved:
    """Take out the file whose button was pressed, or take in the one that was sent."""
    if sheet.files is None:
        return _Moved()
    unwanted = request.form.get("remove_file", type=int)
    for document in [d for d in sheet.documents.values() if d.id == unwanted]:
        saving.remove_document(sheet.filing, document, by=current_user, at=now())
        return _Moved(happened=True)
    if isinstance(file, uploads.Refused):
        return _Moved(refusal=str(file))
    if file:
        saving.add_document(sheet.filing, sheet.files, file, by=current_user, at=now())
        return _Moved(happened=True)
    return _Moved(refusal=_("Choose a file first.") if "upload" in request.form else "")


def _store(sheet: Sheet, form: PageForm) -> None:
    saving.save_page(
        sheet.filing,
        sheet.name,
        sheet.with_others(form.answers),
        complete=sheet.is_complete(form),
        revision=_seen(sheet),
        by=current_user,
        at=now(),
    )


def _after(sheet: Sheet, form: PageForm, *, stay: bool) -> ResponseReturnValue:
    """Go on; stay while something is owed, unless the person asked for the list."""
    if stay and not form.unreadable:
        return redirect(whereabouts.address(sheet), code=303)
    leaving = request.form.get("then") == "list" and not form.unreadable
    if form.errors and not leaving:
        return show(sheet, form, state=SAVED, status=422)
    flash(_("Saved: %(page)s", page=form.title), "success")
    places = whereabouts.places(sheet)
    return redirect(places.list_url if leaving else places.next_url, code=303)
