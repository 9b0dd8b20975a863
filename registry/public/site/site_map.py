"""The statements of a year for search engines, in files that are soon made and soon read."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from registry.extensions import db
from registry.models import RegisterEntry
from registry.public import counts
from registry.public.counts import PUBLISHED

LONGEST = 5_000
"""Statements in one file, each in two languages; the protocol ends at 50,000 addresses."""

Part = dict[str, Any]
"""A year, and from the second file on its number."""


def parts(today: date) -> Iterator[Part]:
    """The files of all years, the newest year first."""
    for year, tally in counts.by_year(today).items():
        published = sum(tally.statuses.get(status, 0) for status in PUBLISHED)
        yield {"year": year}
        for number in range(2, -(-published // LONGEST) + 1):
            yield {"year": year, "number": number}


def organisations(year: int, number: int) -> Sequence[int]:
    """Those with a statement of a year that stand in a file of it."""
    return db.session.scalars(
        select(RegisterEntry.organisation_id)
        .where(RegisterEntry.year == year, RegisterEntry.statement_id.is_not(None))
        .order_by(RegisterEntry.organisation_id)
        .offset(LONGEST * (number - 1))
        .limit(LONGEST)
    ).all()
