"""Making a dossier, keeping it under its hash, and writing down that it was given out."""

import io
from collections.abc import Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile

from sqlalchemy import select

from registry import storage
from registry.dossier import binding, sources
from registry.dossier.contents import MADE, contents
from registry.dossier.enclosed import Declared
from registry.extensions import db
from registry.models import Dossier, Organisation, User
from registry.reports.dossier import dossier_pdf
from registry.storage import Stored

PDF = "application/pdf"
ZIP = "application/zip"
IN_MEMORY = 8 * 1024 * 1024


class TooLarge(Exception):
    """The files are too large to be attached to a PDF; the archive has no such limit."""


def issue(
    organisation: Organisation,
    year: int | None,
    media_type: str,
    *,
    by: User,
    at: datetime,
    language: str,
    declared: Declared,
) -> Dossier:
    """The dossier of a year, or of all, as a PDF or an archive; asked again, the one there is."""
    found = contents(organisation, year, declared=declared, at=at)
    drawn = dossier_pdf(found.data, language)
    if media_type == ZIP:
        with SpooledTemporaryFile(IN_MEMORY) as file:
            binding.archived(drawn, found.files, file)
            file.seek(0)
            stored = storage.put(file)
    elif binding.is_attachable(found.files):
        stored = storage.put(io.BytesIO(binding.attached(drawn, found.files)))
    else:
        raise TooLarge
    return _known(stored) or _recorded(organisation, year, media_type, stored, by=by, at=at)


def issued(organisation: Organisation) -> Sequence[Dossier]:
    """What was given out to an organisation, newest first."""
    return db.session.scalars(
        select(Dossier)
        .where(Dossier.organisation_id == organisation.id)
        .order_by(Dossier.id.desc())
    ).all()


def _known(stored: Stored) -> Dossier | None:
    return db.session.scalar(select(Dossier).where(Dossier.sha256 == stored.sha256))


def _recorded(
    organisation: Organisation,
    year: int | None,
    media_type: str,
    stored: Stored,
    *,
    by: User,
    at: datetime,
) -> Dossier:
    made = Dossier(
        organisation_id=organisation.id,
        year=year,
        sha256=stored.sha256,
        size=stored.size,
        media_type=media_type,
        at=at,
        by_id=by.id,
    )
    db.session.add(made)
    for entry in sources.entries(organisation, year):
        if filing := sources.filing(entry):
            filing.record(MADE, by=by, at=at)
    db.session.flush()
    return made
