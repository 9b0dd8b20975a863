"""The few figures of each published statement that pages put beside those of others."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base

MARKS = ("completeness", "substance", "verification")


class StatementFigures(Base):
    """Marks, fees and numbers of workers of a statement, as its frozen public assessment says.

    None where the statement does not give a figure, or where it is withheld. Years and sectors
    are compared by these rows, so that no assessment is opened for it.
    """

    __tablename__ = "statement_figures"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    completeness_tenths: Mapped[int | None]
    substance_tenths: Mapped[int | None]
    verification_tenths: Mapped[int | None]
    worker_paid_sen: Mapped[int | None] = mapped_column(BigInteger)
    reimbursed_sen: Mapped[int | None] = mapped_column(BigInteger)
    gross_months: Mapped[str | None] = mapped_column(String(16))
    net_months: Mapped[str | None] = mapped_column(String(16))
    headcount: Mapped[int | None]
    migrants: Mapped[int | None]
    recruits: Mapped[int | None]

    @property
    def hides_repaid(self) -> bool:
        """Whether only what was repaid is withheld, as fewer than five people got it."""
        return self.worker_paid_sen is not None and self.reimbursed_sen is None

    @classmethod
    def of(cls, assessment: Mapping[str, Any]) -> "StatementFigures":
        """The figures of a public assessment."""
        marks, metrics = assessment["marks"] or {}, assessment["metrics"]
        return cls(
            **{f"{name}_tenths": _times(10, marks.get(name)) for name in MARKS},
            worker_paid_sen=_times(100, metrics["worker_paid"]),
            reimbursed_sen=_times(100, metrics["reimbursed"]),
            gross_months=metrics["gross_months"],
            net_months=metrics["net_months"],
            **{name: _times(1, metrics[name]) for name in ("headcount", "migrants", "recruits")},
        )


def _times(units: int, figure: Any) -> int | None:
    """The figure in whole units; None where there is none, or a word stands in its place."""
    try:
        return int((Decimal(str(figure)) * units).to_integral_value())
    except InvalidOperation:
        return None
