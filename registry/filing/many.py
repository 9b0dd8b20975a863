"""The desk of somebody who acts for many organisations: one line each, found and put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from registry.extensions import db
from registry.filing import queries, steps
from registry.filing.asked import asked_of
from registry.models import Filing, Organisation, RegisterEntry

MANY = 5
"""Whoever acts for more organisations than this gets the short list."""

ORDERS = ("deadline", "name", "status")
STATUSES = ("returned", "ready", "draft", "none", "submitted", "published", "nothing")
"""What asks for work comes first; ``none``: not begun, ``nothing``: nothing to file."""


@dataclass(frozen=True, slots=True)
class Short:
    """An organisation with the year that needs work first, or else its newest."""

    organisation: Organisation
    entry: RegisterEntry | None
    filing: Filing | None
    complete: int
    pages: int

    @property
    def may_start(self) -> bool:
        return bool(
            self.entry and not self.filing and steps.why_not_start(self.entry.status) is None
        )

    @property
    def status(self) -> str:
        if self.filing:
            return str(self.filing.status)
        return "none" if self.may_start else "nothing"


def short_list(own: Sequence[Organisation], *, text: str, order: str) -> list[Short]:
    """The organisations whose name or SSM number holds the text; three queries, however many."""
    wanted = text.strip().casefold()
    found = [
        organisation
        for organisation in own
        if wanted in f"{organisation.name} {organisation.ssm_number or ''}".casefold()
    ]
    first = _first_years(found)
    filings = [filing for _entry, filing in first.values() if filing]
    asked = asked_of(filings)
    complete = queries.complete_pages(asked)
    lines = [
        Short(
            organisation=organisation,
            entry=entry,
            filing=filing,
            complete=complete.get(filing.id, 0) if filing else 0,
            pages=len(asked[filing.id]) if filing else 0,
        )
        for organisation in found
        for entry, filing in [first.get(organisation.id, (None, None))]
    ]
    return _in_order(lines, order)


def _first_years(
    organisations: Sequence[Organisation],
) -> dict[int, tuple[RegisterEntry, Filing | None]]:
    """For each organisation its earliest year that is still open, or else its newest."""
    rows = db.session.execute(
        select(RegisterEntry, Filing)
        .outerjoin(
            Filing,
            and_(
                Filing.organisation_id == RegisterEntry.organisation_id,
                Filing.year == RegisterEntry.year,
            ),
        )
        .where(RegisterEntry.organisation_id.in_([each.id for each in organisations]))
        .order_by(RegisterEntry.year.desc())
    )
    first: dict[int, tuple[RegisterEntry, Filing | None]] = {}
    for entry, filing in rows:
        if entry.organisation_id not in first or _is_open(entry, filing):
            first[entry.organisation_id] = (entry, filing)
    return first


def _is_open(entry: RegisterEntry, filing: Filing | None) -> bool:
    if filing:
        return filing.is_editable
    return steps.why_not_start(entry.status) is None


def _in_order(lines: list[Short], order: str) -> list[Short]:
    """By name they come already; what is open goes before what is not."""
    if order == "status":
        return sorted(lines, key=lambda line: STATUSES.index(line.status))
    if order == "name":
        return lines
    done = ("submitted", "published", "nothing")
    return sorted(
        lines,
        key=lambda line: (line.status in done, line.entry.due_on if line.entry else date.max),
    )
