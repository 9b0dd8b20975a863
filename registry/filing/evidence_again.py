"""Evidence of the year before that still proves something: taken over file by file, by choice."""

from collections.abc import Sequence, Set
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from registry.auth import access
from registry.clock import day_of, now
from registry.extensions import db
from registry.filing import carrying, queries, saving, steps
from registry.filing.routes import bp
from registry.filing.sheets import sheet_of
from registry.forms.filing.documents import EvidenceForm
from registry.models import Document, DocumentKind, Filing, InvalidTransition, User
from registry.uploads import Accepted

CLOSED = _l("This filing is closed for changes at the moment.")


def take_over(filing: Filing, documents: Sequence[Document], *, by: User, at: datetime) -> None:
    """Hold these files again, each with what was said of it; their bytes lie in the store."""
    for document in documents:
        accepted = Accepted(
            filename=document.filename,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256,
            pages=document.pages,
            text=document.text,
        )
        saving.add_document(filing, DocumentKind.EVIDENCE, accepted, by=by, at=at)
    _describe(filing, {document.sha256 for document in documents}, by=by, at=at)


def _describe(filing: Filing, files: Set[str], *, by: User, at: datetime) -> None:
    """Say of the files what was said of them last year; it can be changed on the page."""
    sheet = sheet_of(filing, "evidence", today=day_of(at))
    version = carrying.source(filing.organisation_id, filing.year)
    said = version.answers.get("evidence", {}) if version else {}
    rows = [row for row in said.get("evidence") or [] if row.get("document") in files]
    answers = {"evidence": [*(sheet.stored.get("evidence") or []), *rows]}
    form = EvidenceForm(formdata=None, data=answers, facts=sheet.facts, meta={"csrf": False})
    saving.save_page(
        filing,
        "evidence",
        answers,
        complete=form.validate(),
        revision=sheet.revision,
        by=by,
        at=at,
    )


@bp.post("/<string:reference>/evidence-again")
@access("filer")
def evidence_again(reference: str) -> ResponseReturnValue:
    """Take over the files that were ticked."""
    filing = queries.lock_filing(reference, current_user)
    wanted = set(request.form.getlist("document", type=int))
    documents = [
        document for document in carrying.earlier_evidence(filing) if document.id in wanted
    ]
    try:
        if documents:
            take_over(filing, documents, by=current_user, at=now())
            db.session.commit()
    except InvalidTransition as error:
        raise steps.NotAllowed(CLOSED) from error
    flash(
        _("%(number)s files of the last filing are used again.", number=len(documents)), "success"
    )
    return redirect(url_for(".page", reference=reference, page="evidence"), code=303)
