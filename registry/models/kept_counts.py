"""Counts of the register's entries, kept by the database itself with every change of an entry.

So that a page which sums up a year reads a few rows, however many organisations there are. What
changes the counts is in ``kept_counts_triggers``; why it is done so, in docs/decisions/0026.

Wherever a count has ``shown_on``, the rows of ``EVER`` count everything, and those of a day count
again what has a grade that is public from that day on: what is public is all without what is still
to come. A count may lie in several rows that differ in ``slot``, which are to be added up.
"""

from datetime import date

from sqlalchemy import BigInteger, ColumnElement, Date, String, case, func, or_
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from registry.extensions import Base
from registry.models.organisation import Market, ReportingClass
from registry.models.register import PublicStatus
from registry.models.types import Word
from registry.scoring import Outcome

EVER = date.min


class KeptCount:
    """A count that may lie in several rows, its slots."""

    __table_args__ = {"sqlite_with_rowid": False}

    slot: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, sort_order=1
    )
    n: Mapped[int] = mapped_column(BigInteger, sort_order=2)


class SectorCount(KeptCount, Base):
    """Entries by sector and market, and where they stand."""

    __tablename__ = "sector_count"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    market: Mapped[Market] = mapped_column(Word(Market), primary_key=True)
    reporting_class: Mapped[ReportingClass] = mapped_column(Word(ReportingClass), primary_key=True)
    status: Mapped[PublicStatus] = mapped_column(Word(PublicStatus), primary_key=True)
    due_on: Mapped[date] = mapped_column(Date, primary_key=True)
    """Of those that are due; of all others ``EVER``."""


class StateCount(KeptCount, Base):
    """Entries by state, and where they stand."""

    __tablename__ = "state_count"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(3), primary_key=True)
    reporting_class: Mapped[ReportingClass] = mapped_column(Word(ReportingClass), primary_key=True)
    status: Mapped[PublicStatus] = mapped_column(Word(PublicStatus), primary_key=True)
    due_on: Mapped[date] = mapped_column(Date, primary_key=True)
    """Of those that are due; of all others ``EVER``."""


class DayCount(KeptCount, Base):
    """Entries by their deadline, and by the day since when they stand where they stand."""

    __tablename__ = "day_count"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reporting_class: Mapped[ReportingClass] = mapped_column(Word(ReportingClass), primary_key=True)
    status: Mapped[PublicStatus] = mapped_column(Word(PublicStatus), primary_key=True)
    due_on: Mapped[date] = mapped_column(Date, primary_key=True)
    status_on: Mapped[date] = mapped_column(Date, primary_key=True)


class ListingCount(KeptCount, Base):
    """Entries that are alike in all that the listing filters by."""

    __tablename__ = "listing_count"

    shown_on: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[PublicStatus] = mapped_column(Word(PublicStatus), primary_key=True)
    due_on: Mapped[date] = mapped_column(Date, primary_key=True)
    """Of those that are due; of all others ``EVER``."""
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    market: Mapped[Market] = mapped_column(Word(Market), primary_key=True)
    state: Mapped[str] = mapped_column(String(3), primary_key=True)
    reporting_class: Mapped[ReportingClass] = mapped_column(Word(ReportingClass), primary_key=True)
    grade: Mapped[str] = mapped_column(String(1), primary_key=True)
    """Empty where there is none, or where it is withdrawn."""
    path: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Empty without a statement."""


class StatementSum(KeptCount, Base):
    """The statements that stand in the register, by sector, grade and path, and their sums."""

    __tablename__ = "statement_sum"

    shown_on: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    grade: Mapped[str] = mapped_column(String(1), primary_key=True)
    """Empty where there is none, or where it is withdrawn."""
    path: Mapped[str] = mapped_column(String(32), primary_key=True)

    with_fees: Mapped[int] = mapped_column(BigInteger, sort_order=3)
    """Those that say what workers paid."""
    worker_paid_sen: Mapped[int] = mapped_column(BigInteger, sort_order=3)
    reimbursed_sen: Mapped[int] = mapped_column(BigInteger, sort_order=3)
    headcount: Mapped[int] = mapped_column(BigInteger, sort_order=3)
    migrants: Mapped[int] = mapped_column(BigInteger, sort_order=3)
    recruits: Mapped[int] = mapped_column(BigInteger, sort_order=3)


class OutcomeCount(KeptCount, Base):
    """What became of each criterion, of statements whose grade is not withdrawn."""

    __tablename__ = "outcome_count"

    shown_on: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    criterion: Mapped[str] = mapped_column(String(8), primary_key=True)
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome), primary_key=True)


class FigureCount(KeptCount, Base):
    """How many statements of a sector have which mark, or which months of wages that were paid.

    Of statements whose grade is not withdrawn.
    """

    __tablename__ = "figure_count"

    shown_on: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    figure: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(16), primary_key=True)
    """As ``StatementFigures`` has it: marks in tenths."""


def known_on(shown_on: InstrumentedAttribute[date], today: date) -> ColumnElement[bool]:
    """The rows that say what is public on a day: all, and what of it is still to come."""
    return or_(shown_on == EVER, shown_on > today)


def public_on(
    model: type[OutcomeCount | FigureCount | StatementSum], today: date
) -> ColumnElement[int]:
    """All without what is still to come, of the rows of ``known_on``."""
    return func.sum(case((model.shown_on == EVER, model.n), else_=-model.n))
