"""Who has to report when: periods, deadlines, and the entry of each organisation in each year."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, case, insert, select, update
from sqlalchemy.orm import joinedload, selectinload

from registry.extensions import db
from registry.models import (
    ListingState,
    Market,
    Organisation,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
    table_of,
)
from registry.scoring import value_at

UNFILED = {
    PublicStatus.DUE,
    PublicStatus.EXEMPT,
    PublicStatus.VOLUNTARY,
    PublicStatus.NOT_IN_SCOPE,
    PublicStatus.DELISTED_SUSPENDED,
}
"""Statuses that follow from who the organisation is, not from what it filed."""

WITHOUT_DUTY = {
    ReportingClass.EXEMPT: PublicStatus.EXEMPT,
    ReportingClass.VOLUNTARY: PublicStatus.VOLUNTARY,
    ReportingClass.NOT_IN_SCOPE: PublicStatus.NOT_IN_SCOPE,
}
BATCH = 5_000


class Period(NamedTuple):
    """A financial year that is reported on, and the day by which."""

    start: date
    end: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Subject:
    """What of an organisation decides its entries; made from a row or from an imported line."""

    organisation_id: int
    name_key: str
    sector: str
    market: Market
    state: str
    fye_month: int
    fye_day: int
    listing_state: ListingState
    listing_state_on: date | None
    classes: tuple[tuple[date, ReportingClass, str], ...]
    """since, class and reason, oldest first."""

    @classmethod
    def of(cls, organisation: Organisation) -> "Subject":
        return cls(
            organisation_id=organisation.id,
            name_key=organisation.name_key,
            sector=organisation.sector,
            market=organisation.market,
            state=organisation.state,
            fye_month=organisation.fye_month,
            fye_day=organisation.fye_day,
            listing_state=organisation.listing_state,
            listing_state_on=organisation.listing_state_on,
            classes=tuple(
                (c.since, c.reporting_class, c.reason) for c in organisation.reporting_classes
            ),
        )


def period_due_in(year: int, *, month: int, day: int) -> Period:
    """The financial year, ending on ``day``.``month``, whose deadline falls in ``year``."""
    for end in (_day(year, month, day), _day(year - 1, month, day)):
        due_on = _months_later(end, int(value_at("statement_due_months_after_fye", on=end)))
        if due_on.year == year:
            start = _day(end.year - 1, month, day) + timedelta(days=1)
            return Period(start, end, due_on)
    raise ValueError(f"no financial year ending on {day}.{month}. has its deadline in {year}")


def entry_values(subject: Subject, year: int) -> dict[str, Any]:
    """The columns of an organisation's entry in a year in which it has filed nothing yet."""
    period = period_due_in(year, month=subject.fye_month, day=subject.fye_day)
    reporting_class, status, status_on, reason = _standing(subject, period)
    return {
        "organisation_id": subject.organisation_id,
        "year": year,
        "period_start": period.start,
        "period_end": period.end,
        "due_on": period.due_on,
        "reporting_class": reporting_class,
        "mandatory": value_at(
            "filing_mandatory", on=period.end, reporting_class=reporting_class.value
        ),
        "status": status,
        "status_on": status_on,
        "reason": reason,
        "name_key": subject.name_key,
        "sector": subject.sector,
        "market": subject.market,
        "state": subject.state,
    }


def entry_for(organisation_id: int, year: int) -> RegisterEntry:
    return db.session.scalars(
        select(RegisterEntry).where(
            RegisterEntry.organisation_id == organisation_id, RegisterEntry.year == year
        )
    ).one()


def open_deadlines(organisations: Sequence[int]) -> Sequence[RegisterEntry]:
    """What these organisations still have to file, or to file anew, the nearest deadline first."""
    return db.session.scalars(
        select(RegisterEntry)
        .where(
            RegisterEntry.organisation_id.in_(organisations),
            RegisterEntry.status.in_([PublicStatus.DUE, PublicStatus.RETURNED]),
        )
        .options(joinedload(RegisterEntry.organisation))
        .order_by(RegisterEntry.due_on, RegisterEntry.organisation_id)
    ).all()


def open_years() -> list[int]:
    return list(
        db.session.scalars(select(RegisterEntry.year).distinct().order_by(RegisterEntry.year))
    )


def open_year(year: int) -> int:
    """Give every organisation that has none its entry in a reporting year; return how many."""
    missing = (
        select(Organisation)
        .where(
            ~select(RegisterEntry)
            .where(RegisterEntry.organisation_id == Organisation.id, RegisterEntry.year == year)
            .exists()
        )
        .options(selectinload(Organisation.reporting_classes))
    )
    subjects = [Subject.of(organisation) for organisation in db.session.scalars(missing)]
    return add_entries(entry_values(subject, year) for subject in subjects)


def refresh(organisation: Organisation) -> None:
    """Bring an organisation's entries up to date after its own facts changed.

    What it filed stays: only entries without a filing change their period and status.
    """
    refresh_entries([Subject.of(organisation)])
    db.session.expire_all()


def refresh_entries(subjects: Iterable[Subject]) -> None:
    """Write the entries of changed or new organisations in every open year."""
    years = open_years()
    known = select(RegisterEntry.year, RegisterEntry.status)
    for subject in subjects:
        rows = db.session.execute(
            known.where(RegisterEntry.organisation_id == subject.organisation_id)
        ).all()
        filed = {row.year for row in rows if row.status not in UNFILED}
        add_entries(entry_values(subject, y) for y in set(years) - {row.year for row in rows})
        for row in rows:
            _rewrite(subject, row.year, filed=row.year in filed)


def add_entries(rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    for batch in _batches(rows):
        db.session.connection().execute(insert(table_of(RegisterEntry)), batch)
        count += len(batch)
    return count


def _rewrite(subject: Subject, year: int, *, filed: bool) -> None:
    values: dict[str, Any] = entry_values(subject, year)
    if filed:
        values = {name: values[name] for name in ("name_key", "sector", "market", "state")}
    else:
        values |= _deadline(values["due_on"])
    db.session.execute(
        update(RegisterEntry)
        .where(RegisterEntry.organisation_id == subject.organisation_id, RegisterEntry.year == year)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def _deadline(due_on: date) -> dict[str, Any]:
    """A deadline worked out anew; one that was extended never moves back before it."""
    kept = and_(RegisterEntry.extended_on.is_not(None), RegisterEntry.due_on > due_on)
    moved = case((kept, RegisterEntry.due_on), else_=due_on)
    return {
        "due_on": moved,
        "first_due_on": case((RegisterEntry.extended_on.is_not(None), due_on), else_=None),
        "due_revision": RegisterEntry.due_revision
        + case((RegisterEntry.due_on == moved, 0), else_=1),
    }


def _standing(subject: Subject, period: Period) -> tuple[ReportingClass, PublicStatus, date, str]:
    since, reporting_class, reason = max(
        (c for c in subject.classes if c[0] <= period.due_on),
        key=lambda c: c[0],
        default=(period.start, ReportingClass.NOT_IN_SCOPE, ""),
    )
    gone_on = subject.listing_state_on
    gone = subject.listing_state in {ListingState.DELISTED, ListingState.SUSPENDED}
    if gone and gone_on and gone_on <= period.due_on:
        return reporting_class, PublicStatus.DELISTED_SUSPENDED, gone_on, reason
    if reporting_class in WITHOUT_DUTY:
        return reporting_class, WITHOUT_DUTY[reporting_class], since, reason
    return reporting_class, PublicStatus.DUE, period.end + timedelta(days=1), reason


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _months_later(day: date, months: int) -> date:
    """The same day some months later; the last day of a month leads to the last day of a month."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    is_last = day.day == monthrange(day.year, day.month)[1]
    return _day(year, month0 + 1, 31 if is_last else day.day)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
