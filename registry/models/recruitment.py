"""What the public statements say of corridors and recruiters: what the pages about them read.

Only the newest statement of an organisation and year is here, and only what it publishes. A number
that it withholds is None, so that no sum of these rows can give it away.
"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.kept_corridors import NOT_SAID
from registry.models.types import ByteOrdered


class CorridorFigure(Base):
    """One corridor in the public statement of an organisation and year."""

    __tablename__ = "corridor_figure"
    __table_args__ = (
        Index("ix_corridor_figure_organisation", "organisation_id", "year"),
        Index("ix_corridor_figure_cost", "origin", "year", "ordered_sen", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    origin: Mapped[str] = mapped_column(String(3))
    sector: Mapped[str] = mapped_column(String(40))
    recruits: Mapped[int | None]
    direct_recruits: Mapped[int | None]
    layers: Mapped[int | None]
    people: Mapped[int]
    """The workers concerned: the recruits or, where more, the most workers on a paid line."""
    payers: Mapped[int]
    """At least so many workers paid: the most on one line of the fee table."""
    workers_repaid: Mapped[int]
    """At least so many were repaid: the most on one line of the fee table."""
    worker_paid_sen: Mapped[int | None] = mapped_column(BigInteger)
    """None where the statement does not say what workers paid; zero where it says nothing was."""
    reimbursed_sen: Mapped[int | None] = mapped_column(BigInteger)
    per_worker_sen: Mapped[int | None] = mapped_column(BigInteger)
    ordered_sen: Mapped[int] = mapped_column(BigInteger, default=NOT_SAID)
    """The same to sort by: one below nothing where it is not known."""
    gross_months_e4: Mapped[int | None]
    """Months of wages in ten-thousandths, as the statement gives them, before repayment."""
    net_months_e4: Mapped[int | None]


class CorridorReach(Base):
    """That a public statement recruits from a country, or from any, and what it tells there."""

    __tablename__ = "corridor_reach"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(String(3), primary_key=True)
    """Empty: any country."""
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    discloses: Mapped[bool]
    """Whether it says what workers paid, zero included."""
    hires_directly: Mapped[bool]


class CorridorCost(Base):
    """What one payer paid for one kind of cost on a corridor, in a public statement."""

    __tablename__ = "corridor_cost"
    __table_args__ = (Index("ix_corridor_cost_organisation", "organisation_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    origin: Mapped[str] = mapped_column(String(3))
    category: Mapped[str] = mapped_column(String(12))
    payer: Mapped[str] = mapped_column(String(12))
    amount_sen: Mapped[int] = mapped_column(BigInteger)
    reimbursed_sen: Mapped[int] = mapped_column(BigInteger)


class RecruiterUse(Base):
    """A recruiter as one public statement names it."""

    __tablename__ = "recruiter_use"
    __table_args__ = (
        Index("ix_recruiter_use_key", "key", "year"),
        Index("ix_recruiter_use_organisation", "organisation_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    key: Mapped[str] = mapped_column(String(120), default="")
    """Of its page; empty where the name may be that of a person."""
    country: Mapped[str] = mapped_column(String(3), default="")
    name: Mapped[str] = mapped_column(String(200), default="")
    """As the statement writes it; empty where it may be that of a person."""
    licence_no: Mapped[str] = mapped_column(String(80), default="")
    licence_class: Mapped[str] = mapped_column(String(8), default="")
    licence_expiry: Mapped[date | None]
    checked_on: Mapped[date | None]
    subagents_found: Mapped[str] = mapped_column(String(16), default="")
    blacklist_hit: Mapped[str] = mapped_column(String(16), default="")
    recruits: Mapped[int | None]


class Recruiter(Base):
    """A recruiter that public statements name: one licence number or, without any, one name.

    Written anew whenever a statement that names it is published or withdrawn.
    """

    __tablename__ = "recruiter"
    __table_args__ = (
        Index("ix_recruiter_name_key", "name_key", "id"),
        Index("ix_recruiter_country", "country", "name_key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    country: Mapped[str] = mapped_column(String(3))
    name: Mapped[str] = mapped_column(String(200))
    """What the newest statement calls it."""
    name_key: Mapped[str] = mapped_column(ByteOrdered(200))
    licence_no: Mapped[str] = mapped_column(String(80), default="")
    organisations: Mapped[int]
    statements: Mapped[int]
    first_year: Mapped[int]
    last_year: Mapped[int]
    recruits: Mapped[int]
    """The sum of what the statements publish; at least so many."""


class RecruiterWord(Base):
    """A searchable word of a recruiter: of its names and its licence number."""

    __tablename__ = "recruiter_word"
    __table_args__ = (Index("ix_recruiter_word_key", "key"),)

    word: Mapped[str] = mapped_column(ByteOrdered(60), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
