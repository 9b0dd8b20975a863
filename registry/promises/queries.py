"""Reading the promises of organisations: those published, and those that a draft follows up."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from registry.clock import day_of
from registry.extensions import db
from registry.models import Filing, FilingVersion, Promise
from registry.promises.counted import sum_up
from registry.promises.tracked import (
    Commitment,
    Filed,
    FollowUp,
    Outcome,
    numbered,
    outlook,
    tracked,
)

WORDS = ("year", "commitment", "owner", "metric", "target", "due_on")

_PROMISES = (
    select(Promise)
    .where(Promise.organisation_id.in_(bindparam("ids", expanding=True)))
    .order_by(Promise.organisation_id, Promise.year, Promise.due_on, Promise.number)
)


def of_organisation(organisation_id: int) -> list[Commitment]:
    """The published promises of an organisation, those made first before the others."""
    return of_organisations([organisation_id]).get(organisation_id, [])


def of_organisations(ids: Sequence[int]) -> dict[int, list[Commitment]]:
    """The same of many, in one query; an organisation without promises is left out."""
    found: dict[int, list[Commitment]] = {}
    for row in db.session.scalars(_PROMISES, {"ids": ids}):
        found.setdefault(row.organisation_id, []).append(_read(row))
    return found


def to_follow_up(filing: Filing) -> list[Commitment]:
    """What was promised in filed statements of earlier years, and is still to be accounted for."""
    rows = _rows(Filing.organisation_id == filing.organisation_id, Filing.year < filing.year)
    return [each for each in tracked(_filed(rows)) if each.is_open]


def numbers_taken(filing: Filing) -> list[str]:
    """The numbers that filed versions of this filing gave to its commitments."""
    rows = _rows(Filing.id == filing.id)
    return [row["number"] for each in rows for row in each.commitments]


def write(organisation_id: int) -> None:
    """Write the read tables anew from what the organisation has published."""
    rows = _rows(Filing.organisation_id == organisation_id)
    known = {
        row.number: row
        for row in db.session.scalars(
            select(Promise).where(Promise.organisation_id == organisation_id)
        )
    }
    for promise in tracked(_filed(row for row in rows if row.is_public)):
        row = known.get(promise.number)
        if row is None:
            row = Promise(organisation_id=organisation_id, number=promise.number)
            db.session.add(row)
        for name, value in _written(promise).items():
            setattr(row, name, value)
    db.session.flush()
    sum_up([organisation_id])


@dataclass(frozen=True, slots=True)
class _Version:
    """What one filed version promises, and what it says of earlier promises."""

    year: int
    on: date
    commitments: list[dict[str, Any]]
    followed: list[dict[str, Any]]
    is_public: bool


def _rows(*conditions: Any) -> list[_Version]:
    """The filed versions that these conditions find, oldest first."""
    rows = db.session.execute(
        select(
            Filing.year,
            FilingVersion.submitted_at,
            FilingVersion.answers["commitments"],
            FilingVersion.answers["followup"],
            FilingVersion.assessment.is_not(None),
        )
        .join(FilingVersion)
        .where(*conditions)
        .order_by(Filing.year, FilingVersion.number)
    )
    return [
        _Version(
            year=year,
            on=day_of(at),
            commitments=numbered((promised or {}).get("commitments") or [], year),
            followed=(followed or {}).get("followed") or [],
            is_public=is_public,
        )
        for year, at, promised, followed, is_public in rows
    ]


def _filed(rows: Iterable[_Version]) -> list[Filed]:
    """Year by year: the published versions and the newest, which says what became of promises."""
    years: dict[int, list[_Version]] = {}
    for row in rows:
        years.setdefault(row.year, []).append(row)
    return [
        Filed(
            year=year,
            on=versions[0].on,
            commitments=[
                row
                for version in versions
                if version.is_public or version is versions[-1]
                for row in version.commitments
            ],
            followed=versions[-1].followed,
        )
        for year, versions in years.items()
    ]


def _written(promise: Commitment) -> dict[str, Any]:
    values = {name: getattr(promise, name) for name in WORDS}
    followed = [
        {**asdict(each), "on": each.on.isoformat(), "due_on": each.due_on and str(each.due_on)}
        for each in promise.followed
    ]
    return {**values, "followed": followed, **asdict(outlook(promise))}


def _read(row: Promise) -> Commitment:
    values = {name: getattr(row, name) for name in WORDS}
    followed = tuple(
        FollowUp(
            year=each["year"],
            on=date.fromisoformat(each["on"]),
            outcome=Outcome(each["outcome"]) if each["outcome"] else None,
            why=each["why"],
            reached=each["reached"],
            due_on=date.fromisoformat(each["due_on"]) if each["due_on"] else None,
        )
        for each in row.followed
    )
    return Commitment(number=row.number, **values, followed=followed)
