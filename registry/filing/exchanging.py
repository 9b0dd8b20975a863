"""Taking a filing away as a file, and bringing one in: shown first, taken when the person says."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import answers_shown, storage, uploads
from registry.auth import access
from registry.clock import now, today
from registry.exchange import Content, Mistake, as_json, asked_pages, workbook
from registry.extensions import db
from registry.filing import queries, sealing, taking_over
from registry.filing.routes import bp
from registry.forms.exchange import ImportForm, TakeOverForm
from registry.headers import number
from registry.models import Filing, InvalidTransition, SavedMeanwhile
from registry.scoring import on_page
from registry.uploads.kinds import OLE, FileKind

ZIP = b"PK"
REVISION = "revision-"
"""Before a page's name: the revision of the page that was shown."""


@bp.route("/<string:reference>/exchange", methods=["GET", "POST"])
@access("filer")
def exchange(reference: str) -> ResponseReturnValue:
    """What can be taken away; and a file that is brought in, read and shown. Nothing is stored."""
    filing = queries.own_filing(reference, current_user)
    form = ImportForm()
    if not form.validate_on_submit():
        return _page(filing, form, status=422 if form.errors else 200)
    try:
        content = _read(form.file.data, filing)
    except uploads.Refused as refusal:
        form.file.errors = [str(refusal)]
        return _page(queries.own_filing(reference, current_user), form, status=422)
    filing = queries.own_filing(reference, current_user)
    return _preview(filing, content, filename=form.file.data.filename or "")


@bp.post("/<string:reference>/take-over")
@access("filer")
def take_over(reference: str) -> ResponseReturnValue:
    """Store the chosen pages of the file that was shown."""
    filing = queries.lock_filing(reference, current_user)
    try:
        sealed = sealing.unseal(TakeOverForm().sealed.data, filing, by=current_user)
    except sealing.Broken:
        flash(_("This file was shown too long ago. Choose it once more."), "warning")
        return redirect(url_for(".exchange", reference=reference), code=303)
    revisions = _chosen(sealed)
    content = Content(answers=sealed.answers, mistakes=_spoilt(sealed))
    if not revisions:
        return _preview(filing, content, filename=sealed.filename, problem=_("Choose a page."))
    try:
        taken = taking_over.take_over(
            filing,
            sealed.answers,
            revisions,
            filename=sealed.filename,
            by=current_user,
            at=now(),
            today=today(),
        )
    except (SavedMeanwhile, InvalidTransition) as error:
        db.session.rollback()
        filing = queries.own_filing(reference, current_user)
        problem = _why_not(error)
        return _preview(filing, content, filename=sealed.filename, problem=problem, status=409)
    db.session.commit()
    _tell(taken)
    return redirect(url_for(".tasks", reference=reference), code=303)


def _page(
    filing: Filing, form: ImportForm, *, mistakes: tuple[Mistake, ...] = (), status: int = 200
) -> ResponseReturnValue:
    body = render_template("filing/exchange.html", filing=filing, form=form, mistakes=mistakes)
    return body, status


def _preview(
    filing: Filing, content: Content, *, filename: str, problem: str = "", status: int = 0
) -> ResponseReturnValue:
    facts = taking_over.facts_for(filing, today=today())
    pages = taking_over.preview(filing, content, facts, by=current_user, at=now())
    whole = [mistake for mistake in content.mistakes if not mistake.page]
    try:
        sealed = sealing.seal(content, filing, by=current_user, filename=filename)
    except sealing.TooLong:
        sealed = ""
        whole.append(Mistake(_("This is too much for one file. Bring the tables in one by one.")))
    can_take = filing.is_editable and not whole and any(page.can_be_taken for page in pages)
    form = TakeOverForm(formdata=None, sealed=sealed if can_take else "")
    body = render_template(
        "filing/import_preview.html",
        filing=filing,
        form=form,
        pages=pages,
        content=content,
        whole=whole,
        can_take=can_take,
        filename=filename,
        own=taking_over.identity_of(filing),
        questions={q.name: q.label for page in answers_shown.pages() for q in page.questions},
        problem=problem,
        chosen=request.form.getlist("pages") if problem else None,
    )
    return body, status or (422 if problem or content.mistakes or whole else 200)


def _read(file: Any, filing: Filing) -> Content:
    """What the file says, in the language of the page; nobody waits for it meanwhile."""
    facts = taking_over.facts_for(filing, today=today())
    pages, documents = asked_pages(facts), facts.documents or {}
    db.session.rollback()
    start = file.stream.read(512)
    file.stream.seek(0)
    if not start or start.startswith((ZIP, OLE)):
        accepted = uploads.check(file, frozenset({FileKind.XLSX}))
        with storage.open(accepted.sha256) as stream:
            return workbook.read(stream.read(), pages, documents)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return as_json.read(file.stream.read(as_json.MOST_BYTES + 1), pages, documents)
    raise uploads.Refused(_("Choose a workbook of the register (.xlsx) or its JSON (.json)."))


def _chosen(sealed: sealing.Sealed) -> Mapping[str, int]:
    """The ticked pages, and the revision of each that was on the screen."""
    names = [name for name in request.form.getlist("pages") if name not in sealed.spoilt]
    return {name: request.form.get(f"{REVISION}{name}", -1, type=number) for name in names}


def _spoilt(sealed: sealing.Sealed) -> tuple[Mistake, ...]:
    """That a page cannot be taken, when the file itself is no longer at hand."""
    message = _("This page of the file has a mistake. Correct the file and choose it again.")
    return tuple(Mistake(message, on_page(page)[0].name) for page in sealed.spoilt if page)


def _why_not(error: Exception) -> str:
    if isinstance(error, SavedMeanwhile):
        text = _("Someone saved one of these pages meanwhile. Look again at what would change.")
    else:
        text = _("One of these pages cannot be changed at the moment. Nothing was taken over.")
    return str(text)


def _tell(taken: taking_over.Taken) -> None:
    flash(_("Taken over: %(pages)s.", pages=", ".join(taken.pages)), "success")
    if taken.unfinished:
        pages = ", ".join(taken.unfinished)
        flash(_("Still to be completed: %(pages)s.", pages=pages), "info")
