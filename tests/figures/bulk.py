"""What the pages say, worked out again with pandas from the bulk files alone.

Written by somebody who has read docs/data.md and "About the figures", and none of the queries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

import pandas

STATUSES = (
    *("published_on_time", "published_late", "awaiting_review", "returned", "due", "overdue"),
    *("exempt", "voluntary", "not_in_scope", "delisted_suspended"),
)
PUBLISHED = STATUSES[:2]
EXPECTED = STATUSES[:6]
OUTCOMES = ("met", "partly_met", "not_met", "not_disclosed", "do_not_know", "does_not_apply")
GRADES = ("A", "B", "C", "D", "E")
DUE = {"kept": 2, "kept_late": 1, "partly": 1, "missed": 0, "dropped": 0, "no_word": 0}
"""Where a promise may stand whose day has come, and what it counts, in halves."""

Frame = Any


@dataclass(frozen=True)
class Bulk:
    """The files as data frames, and the day for which they were made."""

    files: Mapping[str, Frame]
    today: date

    def __getitem__(self, name: str) -> Frame:
        return self.files[name]

    @property
    def years(self) -> list[int]:
        """Newest first."""
        return sorted({int(year) for year in self["entries"]["year"]}, reverse=True)

    @property
    def entries(self) -> Frame:
        """With whether a statement is expected, and whether one is published."""
        found = self["entries"]
        is_expected = found["status"].isin(EXPECTED) & (found["reporting_class"] != "voluntary")
        told = {
            "is_expected": is_expected,
            "is_published": found["status"].isin(PUBLISHED),
            "sector": found["sector"].fillna(""),
            "state": found["state"].fillna(""),
        }
        return found.assign(**told)

    def entries_of(self, year: int, **facts: str) -> Frame:
        found = self.entries[self.entries["year"] == year]
        for name, value in facts.items():
            found = found[found[name] == value]
        return found

    @property
    def statements(self) -> Frame:
        """The statements that count, each with the sector and state of its entry."""
        facts = self.entries.set_index("statement_id")[["sector", "state", "market"]]
        found = self["statements"]
        return found[found["is_current"]].join(facts, on="statement_id")

    @property
    def findings(self) -> Frame:
        """Of statements that count and whose grade stands, each with its sector."""
        judged = self.statements[self.statements["grade_withdrawn_on"].isna()]
        facts = judged.set_index("statement_id")[["sector"]]
        return self["findings"].join(facts, on="statement_id", how="inner")

    def promises(self, year: int) -> Frame:
        """Those made up to a year, each with the sector that its organisation had in it."""
        made = self["commitments"][self["commitments"]["year"] <= year]
        of_year = self.entries_of(year).set_index("organisation_id")[["sector"]]
        return made.join(of_year, on="organisation_id", how="inner")


@dataclass(frozen=True)
class Tally:
    """How many organisations there are, are expected to report, and have."""

    statuses: Mapping[str, int]
    expected_statuses: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.statuses.values())

    @property
    def expected(self) -> int:
        return sum(self.expected_statuses.values())

    @property
    def published(self) -> int:
        return sum(self.expected_statuses[each] for each in PUBLISHED)

    @property
    def volunteers(self) -> int:
        return sum(self.statuses[each] for each in PUBLISHED) - self.published

    @property
    def record(self) -> dict[str, Any]:
        """As the files of sums hold it."""
        return {
            "organisations": self.total,
            "expected": self.expected,
            "published": self.published,
            "published_percent": round(100 * self.published / self.expected, 1)
            if self.expected
            else None,
            "volunteers": self.volunteers,
            **self.statuses,
        }

    @property
    def share(self) -> str:
        return percent(self.published, self.expected) if self.expected else "–"


def tally(entries: Frame) -> Tally:
    return Tally(_counted(entries), _counted(entries[entries["is_expected"]]))


def _counted(entries: Frame) -> dict[str, int]:
    found = entries["status"].value_counts()
    return {status: int(found.get(status, 0)) for status in STATUSES}


def outcomes(findings: Frame) -> dict[str, int]:
    found = findings["outcome"].value_counts()
    return {each: int(found.get(each, 0)) for each in OUTCOMES}


def met(findings: Frame) -> tuple[int, int]:
    """How many met it, of how many to which it applies."""
    counts = outcomes(findings)
    return counts["met"], sum(counts.values()) - counts["does_not_apply"]


@dataclass(frozen=True)
class Rate:
    made: int
    due: int
    kept: int
    percent: int | None


def rate(promises: Frame) -> Rate:
    due = promises[promises["stands"].isin(DUE)]["stands"]
    worth = sum(DUE[each] for each in due)
    kept = round(Fraction(100 * worth, 2 * len(due))) if len(due) else None
    return Rate(len(promises), len(due), int((due == "kept").sum()), kept)


def total(column: Frame) -> Decimal:
    """The sum of what is given, exactly."""
    return sum((Decimal(str(each)) for each in column.dropna()), Decimal(0))


def missing(value: Any) -> bool:
    return value is None or pandas.isna(value)


def number(value: Any, places: int | None = None) -> str:
    """As pages write it: 1,234 or 56.7; a dash where there is none."""
    if missing(value):
        return "–"
    exact = Decimal(str(value))
    if places is not None:
        return f"{exact.quantize(Decimal(10) ** -places, ROUND_HALF_EVEN):,}"
    return f"{exact.quantize(Decimal('0.001'), ROUND_HALF_EVEN).normalize():,f}"


def percent(part: Any, whole: Any) -> str:
    share = Decimal(str(part)) / Decimal(str(whole)) * 100
    return f"{share.quantize(Decimal(1), ROUND_HALF_EVEN)}%"


def exact_money(value: Any) -> str:
    return "–" if missing(value) else f"RM{Decimal(str(value)):,.2f}"


def money(value: Any) -> str:
    """Without sen from a hundred ringgit, and where there are none."""
    if missing(value):
        return "–"
    amount = Decimal(str(value))
    if amount < 100 and amount % 1:
        return exact_money(amount)
    return f"RM{amount.quantize(Decimal(1), ROUND_HALF_EVEN):,}"


def large_money(value: Any) -> str:
    """In few digits, as in RM82.02 million."""
    if missing(value):
        return "–"
    amount = Decimal(str(value))
    if amount < 1_000_000:
        return money(amount)
    said, unit = amount / 1_000_000, "million"
    if said >= 1000:
        said, unit = said / 1000, "billion"
    digits = f"{said.quantize(Decimal('0.01'), ROUND_HALF_EVEN):f}"
    return f"RM{digits.rstrip('0').rstrip('.')} {unit}"


def instant(value: Any) -> str:
    """As pages write it, at the time of Kuala Lumpur: 5 Nov 2026, 14:05."""
    local = value.tz_convert("Asia/Kuala_Lumpur")
    return f"{day(local.date())}, {local:%H:%M}"


def day(value: date) -> str:
    """As pages write it: 5 Nov 2026."""
    return f"{value.day} {value:%b %Y}".replace("Sep ", "Sept ")
