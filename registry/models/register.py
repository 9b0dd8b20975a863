"""What the public reads: rows written when something happens, never worked out on a page."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    case,
    literal,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.entry_indexes import entry_indexes
from registry.models.figures import StatementFigures
from registry.models.findings import StatementFinding
from registry.models.organisation import Market, Organisation, ReportingClass
from registry.models.types import ByteOrdered, Json, UTCDateTime, Word
from registry.scoring.screening import Path


class PublicStatus(StrEnum):
    """The one public status of an organisation in a reporting year.

    ``OVERDUE`` is never stored: it is ``DUE`` on any day after the deadline.
    """

    PUBLISHED_ON_TIME = "published_on_time"
    PUBLISHED_LATE = "published_late"
    AWAITING_REVIEW = "awaiting_review"
    RETURNED = "returned"
    DUE = "due"
    OVERDUE = "overdue"
    EXEMPT = "exempt"
    VOLUNTARY = "voluntary"
    NOT_IN_SCOPE = "not_in_scope"
    DELISTED_SUSPENDED = "delisted_suspended"


_STATUS = Word(PublicStatus)

SUMS = {"grade", "band", "score", "score_before_gates", "marks", "confidence"}
"""What the findings of an assessment add up to, beside limits and the scores of themes."""


class RegisterEntry(Base):
    """One organisation in one reporting year: its period, deadline and one dated public status.

    The columns from ``name_key`` on repeat what the listing filters and sorts by, so that any
    page of it is one walk along one index (``entry_indexes``).
    """

    __tablename__ = "register_entry"
    __table_args__ = entry_indexes()

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    period_start: Mapped[date]
    period_end: Mapped[date]
    due_on: Mapped[date]
    reporting_class: Mapped[ReportingClass] = mapped_column(Word(ReportingClass))
    mandatory: Mapped[bool] = mapped_column(Boolean)
    status: Mapped[PublicStatus] = mapped_column(_STATUS)
    status_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")

    name_key: Mapped[str] = mapped_column(ByteOrdered(200))
    sector: Mapped[str] = mapped_column(String(40), default="")
    market: Mapped[Market] = mapped_column(Word(Market))
    state: Mapped[str] = mapped_column(String(3), default="")

    statement_id: Mapped[int | None] = mapped_column(
        ForeignKey("statement.id", use_alter=True, name="fk_register_entry_statement")
    )
    published_on: Mapped[date | None] = mapped_column(Date)
    grade: Mapped[str | None] = mapped_column(String(1))
    grade_public_on: Mapped[date | None]
    """The first day on which the grade may be shown: when the right of reply ends."""
    score_tenths: Mapped[int | None]
    rules: Mapped[str | None] = mapped_column(String(40))
    """Name and version of the rules that the grade follows from."""
    path: Mapped[Path | None] = mapped_column(Word(Path))
    """Whether its newest statement is a short filing; None without a statement."""
    grade_withdrawn_on: Mapped[date | None]
    """While it is set, ``grade`` and ``score_tenths`` are empty."""
    grade_withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    first_due_on: Mapped[date | None]
    """The deadline before it was extended; empty where it never was."""
    extended_on: Mapped[date | None]
    extension_reason: Mapped[str | None] = mapped_column(Text)
    """Why the regulator gave more time, in its words; public."""
    due_revision: Mapped[int] = mapped_column(default=0)
    """Grows whenever the deadline moves, so that calendars know the newer date."""

    organisation: Mapped[Organisation] = relationship()
    statement: Mapped["Statement | None"] = relationship(foreign_keys=[statement_id])

    def status_as_of(self, today: date) -> PublicStatus:
        """The public status on a day: ``DUE`` becomes ``OVERDUE`` the day after the deadline."""
        return status_as_of(self.status, self.due_on, today)


def status_as_of(status: PublicStatus, due_on: date, today: date) -> PublicStatus:
    is_overdue = status is PublicStatus.DUE and due_on < today
    return PublicStatus.OVERDUE if is_overdue else status


def status_since(status: PublicStatus, status_on: date, due_on: date) -> date:
    """The day from which a public status, as of some day, has held."""
    return due_on + timedelta(days=1) if status is PublicStatus.OVERDUE else status_on


def effective_status(today: date) -> ColumnElement[PublicStatus]:
    """``RegisterEntry.status_as_of`` as an SQL expression, to select or to group by."""
    return case(
        (has_status(PublicStatus.OVERDUE, today), literal(PublicStatus.OVERDUE, _STATUS)),
        else_=RegisterEntry.status,
    )


def has_status(status: PublicStatus, today: date) -> ColumnElement[bool]:
    """The condition that an entry has a public status on a day; it can use the status index."""
    due = RegisterEntry.status == PublicStatus.DUE
    if status is PublicStatus.OVERDUE:
        return and_(due, RegisterEntry.due_on < today)
    if status is PublicStatus.DUE:
        return and_(due, RegisterEntry.due_on >= today)
    return RegisterEntry.status == status


class Statement(Base):
    """One published version of a filing, as the public may see it (small cells suppressed)."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "version"),
        Index("ix_statement_published_at", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    version: Mapped[int]
    reference: Mapped[str] = mapped_column(String(24))
    period_start: Mapped[date]
    period_end: Mapped[date]
    submitted_on: Mapped[date]
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    note: Mapped[str] = mapped_column(Text, default="")
    change_note: Mapped[str] = mapped_column(Text, default="")
    grade_public_on: Mapped[date]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    document_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    answers: Mapped[dict[str, Any]] = mapped_column(Json)
    """Page name -> field name -> public answer."""
    assessment: Mapped[dict[str, Any]] = mapped_column(Json)
    path: Mapped[Path] = mapped_column(Word(Path), default=Path.FULL)
    """Whether this is a short filing."""
    replies: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    """at and text of each reply of the organisation, oldest first."""
    grade_withdrawn_on: Mapped[date | None]
    grade_withdrawn_reason: Mapped[str | None] = mapped_column(Text)
    withdrawn_on: Mapped[date | None]
    """The day on which the organisation withdrew it; it stays on the record, with the reason."""
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    organisation: Mapped[Organisation] = relationship()
    fee_lines: Mapped[list["StatementFeeLine"]] = relationship(order_by="StatementFeeLine.id")
    corridors: Mapped[list["StatementCorridor"]] = relationship(order_by="StatementCorridor.id")

    @property
    def shown_assessment(self) -> dict[str, Any]:
        """The frozen assessment, without what it adds up to while the grade is withdrawn."""
        if self.grade_withdrawn_on is None:
            return self.assessment
        withheld = dict.fromkeys(SUMS & self.assessment.keys())
        themes = [{**each, "score": None} for each in self.assessment["themes"]]
        parts = {"themes": themes, "gates": [], "result": "grade_withdrawn"}
        return {**self.assessment, **withheld, **parts}

    findings: Mapped[list[StatementFinding]] = relationship()
    figures: Mapped[StatementFigures] = relationship()


class StatementCorridor(Base):
    """Recruitment along one corridor in a statement; None where the number is suppressed."""

    __tablename__ = "statement_corridor"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    corridor: Mapped[str] = mapped_column(String(40))
    recruits: Mapped[int | None]
    direct_recruits: Mapped[int | None]
    layers: Mapped[int | None]
    worker_paid_sen: Mapped[int | None] = mapped_column(BigInteger)
    reimbursed_sen: Mapped[int | None] = mapped_column(BigInteger)
    gross_months: Mapped[str | None] = mapped_column(String(16))
    net_months: Mapped[str | None] = mapped_column(String(16))


class StatementFeeLine(Base):
    """One line of a statement's fee table; None in a suppressed line is a number not shown."""

    __tablename__ = "statement_fee_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    corridor: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(12))
    payer: Mapped[str] = mapped_column(String(12))
    amount_sen: Mapped[int | None] = mapped_column(BigInteger)
    workers: Mapped[int | None]
    recruited_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(16), default="")
    reimbursed_sen: Mapped[int | None] = mapped_column(BigInteger)
    reimbursed_workers: Mapped[int | None]
    reimbursed_on: Mapped[date | None]
    suppressed: Mapped[bool] = mapped_column(default=False)
