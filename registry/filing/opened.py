"""What happens to a sheet that lies open before a person: shown, saved, kept while they type."""

from dataclasses import replace
from typing import Any

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.datastructures import CombinedMultiDict

from registry import assessment
from registry.clock import now
from registry.extensions import db
from registry.filing import (
    approvals,
    carrying,
    discussed,
    group_notes,
    locks,
    presence,
    queries,
    saving,
    sign_offs,
    whereabouts,
)
from registry.filing.differences import differences
from registry.filing.questions import explanations
from registry.filing.sent_files import File, Moved, move_files
from registry.filing.sheets import Sheet
from registry.forms.filing import PageForm
from registry.headers import number
from registry.models import EditLock, InvalidTransition, SavedMeanwhile

SAVED = "saved"
CLOSED = "closed"
SAVED_MEANWHILE = "saved-meanwhile"
HELD = "held"
TAKEN = "taken"
UNSENT = "unsent"
COMPARED = {SAVED_MEANWHILE, TAKEN}
UNSAVED = {*COMPARED, UNSENT}
READ_ONLY = {CLOSED, HELD}


def open_sheet(sheet: Sheet) -> ResponseReturnValue:
    """What is stored: to be changed, or to be read while somebody else has it open."""
    lock = presence.in_the_way(sheet)
    shown = show(sheet, state=HELD if lock else "", lock=lock)
    if lock is None:
        presence.note_opening(sheet)
    return shown


def show(
    sheet: Sheet,
    form: PageForm | None = None,
    *,
    seen: bool = False,
    state: str = "",
    lock: EditLock | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The sheet with what is stored, or with ``form`` as it was typed.

    ``state``: SAVED where something is still owed, CLOSED, SAVED_MEANWHILE, HELD by somebody else
    and only to be read, TAKEN over by somebody else with answers that are not saved, UNSENT
    answers put back, or nothing special.
    ``seen``: the person has seen no later answers than those they just sent.
    """
    filing = sheet.filing
    form = form or sheet.form()
    approval = approvals.panel(filing, sheet.name, current_user)
    state = state if filing.is_editable and not approval.is_locked else CLOSED
    discussed.put(form, sheet, saves=state not in READ_ONLY)
    body = render_template(
        whereabouts.template(sheet),
        sheet=sheet,
        filing=filing,
        form=form,
        revision=request.form.get("revision", "") if seen else sheet.revision,
        fingerprint=request.form.get("fingerprint", "") if seen else sheet.fingerprint,
        state=state,
        approval=approval,
        places=whereabouts.places(sheet),
        explained=explanations(form, assessment.catalogue(), on=filing.period_end),
        comments=queries.comments_to_answer(filing),
        notes=group_notes.of(filing) if sheet.name == "period" else None,
        lock=lock,
        unsaved=seen or state in UNSAVED,
        put_back="put_back" in request.form,
        differences=differences(sheet, form) if state in COMPARED else (),
    )
    return body, status


def save(sheet: Sheet, file: File = None) -> ResponseReturnValue:
    """Add or remove a row, or store what could be read and go on when nothing is owed."""
    form = sheet.typed(_sent())
    if "put_back" in request.form:
        return _put_back(sheet, form)
    if _changed_rows(sheet, form):
        return show(sheet, form, seen=True)
    if "discuss" in request.form and discussed.nothing_typed(sheet, form):
        return redirect(discussed.address(sheet, request.form["discuss"]), code=303)
    if lock := presence.claim(sheet):
        return show(sheet, form, state=TAKEN, lock=lock, status=409)
    try:
        moved = move_files(sheet, file)
        sheet = replace(sheet)
        form = _judged(sheet, moved)
        _store(sheet, form)
    except InvalidTransition:
        db.session.rollback()
        return show(sheet, form, status=409)
    except SavedMeanwhile:
        db.session.rollback()
        return show(replace(sheet), form, state=SAVED_MEANWHILE, status=409)
    if not (moved.happened or _owes(form)):
        locks.release(sheet.filing, sheet.key, by=current_user)
    db.session.commit()
    return _after(replace(sheet), form, stay=moved.happened)


def keep(sheet: Sheet) -> ResponseReturnValue:
    """Store what can be read while somebody types, and say the new revision."""
    form = sheet.typed(_sent())
    if lock := presence.claim(sheet, length=locks.BEATING):
        return presence.refusal(lock)
    try:
        page = saving.keep_page(
            sheet.filing,
            sheet.name,
            sheet.with_others(form.answers),
            revision=_seen(sheet),
            by=current_user,
            at=now(),
        )
    except sign_offs.PageSignedOff as refusal:
        return jsonify(message=sign_offs.words(refusal.sign_off)), 409
    except InvalidTransition:
        return jsonify(message=_("This filing is closed for changes at the moment.")), 409
    except SavedMeanwhile:
        return jsonify(message=presence.saved_meanwhile(replace(sheet))), 409
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


def _put_back(sheet: Sheet, form: PageForm) -> ResponseReturnValue:
    """Show answers that waited on the person's device, beside newer ones where there are any."""
    if form.answers == sheet.part and not form.unreadable:
        return show(sheet)
    newer = _seen(sheet) != sheet.revision
    return show(sheet, form, state=SAVED_MEANWHILE if newer else UNSENT)


def _changed_rows(sheet: Sheet, form: PageForm) -> bool:
    """Add or remove the row whose button was pressed; nothing that was typed is judged or lost."""
    if "add" in request.form:
        form.add_row(request.form["add"])
    elif "remove" in request.form:
        form.remove_row(request.form["remove"])
    return bool({"add", "remove"} & request.form.keys()) and sheet.filing.is_editable


def _judged(sheet: Sheet, moved: Moved) -> PageForm:
    """What was typed, on the page as it is after files were added or removed."""
    form = sheet.typed(_sent())
    form.validate()
    if moved.refusal:
        form["file"].errors = [moved.refusal]
    return form


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
    if not form.leaves_figures_unchecked:
        carrying.confirm(sheet.carried, by=current_user, at=now())


def _after(sheet: Sheet, form: PageForm, *, stay: bool) -> ResponseReturnValue:
    """Go on; stay while something is owed, unless the person asked for the list."""
    if stay and not form.unreadable:
        return redirect(whereabouts.address(sheet), code=303)
    if _owes(form):
        return show(sheet, form, state=SAVED, status=422)
    flash(_("Saved: %(page)s", page=form.title), "success")
    if field := request.form.get("discuss"):
        return redirect(discussed.address(sheet, field), code=303)
    places = whereabouts.places(sheet)
    leaving = request.form.get("then") == "list"
    return redirect(places.list_url if leaving else places.next_url, code=303)


def _owes(form: PageForm) -> bool:
    """Whether the person stays to finish the page; for the list or a comment one may leave it."""
    leaving = request.form.get("then") == "list" or "discuss" in request.form
    return bool(form.errors) and not (leaving and not form.unreadable)
