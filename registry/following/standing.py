"""Where organisations stand now: what a list of suppliers shows of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.extensions import db
from registry.models import Organisation, PublicStatus, RegisterEntry, status_since

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation in one reporting year, as everybody may see it."""

    organisation_id: int
    name: str
    ssm_number: str | None
    stock_code: str | None
    year: int | None = None
    status: PublicStatus | None = None
    """None where the register has no entry of it for the year."""
    since: date | None = None
    grade: str | None = None
    score: float | None = None


def of(ids: Collection[int], *, year: int, today: date) -> Mapping[int, Standing]:
    """The standing of each organisation in a year, by its number."""
    ordered = sorted(ids)
    return {
        each.organisation_id: each
        for start in range(0, len(ordered), BATCH)
        for each in _some(ordered[start : start + BATCH], year, today)
    }


def _some(ids: list[int], year: int, today: date) -> list[Standing]:
    rows = db.session.execute(
        select(Organisation, RegisterEntry)
        .outerjoin(
            RegisterEntry,
            (RegisterEntry.organisation_id == Organisation.id) & (RegisterEntry.year == year),
        )
        .where(Organisation.id.in_(ids))
    )
    return [_standing(organisation, entry, today) for organisation, entry in rows]


def _standing(organisation: Organisation, entry: RegisterEntry | None, today: date) -> Standing:
    known = (organisation.id, organisation.name, organisation.ssm_number, organisation.stock_code)
    if entry is None:
        return Standing(*known)
    status = entry.status_as_of(today)
    since = status_since(status, entry.status_on, entry.due_on)
    graded = entry.grade_public_on is not None and entry.grade_public_on <= today
    tenths = entry.score_tenths if graded else None
    return Standing(
        *known,
        year=entry.year,
        status=status,
        since=max(since, entry.grade_public_on) if graded and entry.grade_public_on else since,
        grade=entry.grade if graded else None,
        score=None if tenths is None else tenths / 10,
    )
