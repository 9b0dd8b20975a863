"""Sums of what public statements say of corridors, kept by the database with every row of theirs.

So that a page which sums up what workers paid reads a few rows, however many statements there are.
Like the counts of ``kept_counts``, a sum may lie in several rows that differ in ``slot``, which are
to be added up. See docs/decisions/0022 and 0026.
"""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.kept_counts import KeptCount

WIDTHS = (200_000, 5_000, 100, 1)
"""Sen of the steps in which costs of workers are counted, each divided evenly by the next."""
STEPS = 10
"""So many steps of the widest above nothing; what is beyond them is counted together."""
NOT_SAID = -1
"""Layers of agents, or a cost or its step, where a statement does not say it."""


def _amount() -> Mapped[int]:
    return mapped_column(BigInteger, sort_order=3)


class CorridorSum(KeptCount, Base):
    """What statements say of recruitment from one country into one sector, added up.

    ``n`` are the corridors of statements; each statement has at most one in a sum.
    """

    __tablename__ = "corridor_sum"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(String(3), primary_key=True)
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    layers: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Of agents, or ``NOT_SAID``."""
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Of cost per worker, the widest; one beyond ``STEPS``, or ``NOT_SAID``."""

    disclosing: Mapped[int] = _amount()
    hiring_directly: Mapped[int] = _amount()
    recruits: Mapped[int] = _amount()
    people: Mapped[int] = _amount()
    paid_by_people: Mapped[int] = _amount()
    paid: Mapped[int] = _amount()
    reimbursed: Mapped[int] = _amount()
    payers: Mapped[int] = _amount()
    workers_repaid: Mapped[int] = _amount()
    gross: Mapped[int] = _amount()
    gross_people: Mapped[int] = _amount()
    net: Mapped[int] = _amount()
    net_people: Mapped[int] = _amount()
    direct: Mapped[int] = _amount()
    direct_of: Mapped[int] = _amount()


class CorridorSpread(KeptCount, Base):
    """How many workers are at organisations that say how high a cost: in steps wide and narrow.

    Of every width of ``WIDTHS``, so that a quartile is found step by step. A cost of nothing lies
    on step 0, one of at most a width on step 1.
    """

    __tablename__ = "corridor_spread"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(String(3), primary_key=True)
    sector: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Empty: every sector."""
    width: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)

    people: Mapped[int] = _amount()


class CorridorReachCount(KeptCount, Base):
    """How many statements recruit from a country, or from any."""

    __tablename__ = "corridor_reach_count"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(String(3), primary_key=True)
    """Empty: any country."""

    disclosing: Mapped[int] = _amount()
    hiring_directly: Mapped[int] = _amount()


class CorridorCostSum(KeptCount, Base):
    """What each payer paid for each kind of cost, by country."""

    __tablename__ = "corridor_cost_sum"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(String(3), primary_key=True)
    category: Mapped[str] = mapped_column(String(12), primary_key=True)
    payer: Mapped[str] = mapped_column(String(12), primary_key=True)

    amount_sen: Mapped[int] = _amount()
    reimbursed_sen: Mapped[int] = _amount()
