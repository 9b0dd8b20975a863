"""The file that comes with a page of a filing, and the one that is taken out of it."""

from dataclasses import dataclass
from typing import TypeAlias

from flask import request
from flask_babel import gettext as _
from flask_security import current_user

from registry import uploads
from registry.clock import now
from registry.extensions import db
from registry.filing import saving
from registry.filing.sheets import Sheet
from registry.models import DocumentKind

TAKEN = {DocumentKind.STATEMENT: uploads.STATEMENT, DocumentKind.EVIDENCE: uploads.EVIDENCE}
File: TypeAlias = uploads.Accepted | uploads.Refused | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Whether a file came or went, or why it was not taken."""

    happened: bool = False
    refusal: str = ""


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


def move_files(sheet: Sheet, file: File) -> Moved:
    """Take out the file whose button was pressed, or take in the one that was sent."""
    if sheet.files is None:
        return Moved()
    unwanted = request.form.get("remove_file", type=int)
    for document in [d for d in sheet.documents.values() if d.id == unwanted]:
        saving.remove_document(sheet.filing, document, by=current_user, at=now())
        return Moved(happened=True)
    if isinstance(file, uploads.Refused):
        return Moved(refusal=str(file))
    if file:
        saving.add_document(sheet.filing, sheet.files, file, by=current_user, at=now())
        return Moved(happened=True)
    return Moved(refusal=_("Choose a file first.") if "upload" in request.form else "")
