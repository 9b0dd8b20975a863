"""Whether a filing may be short: eight answers, and nothing known that says otherwise.

A pure decision over plain answers, readable or not: what cannot be understood is never taken for
"no". The answers may be a draft's, so it also says what is still to be answered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from registry.scoring.fields import FIELDS, on_page
from registry.scoring.parameters import value_at

Plain = Mapping[str, Any]
"""Answers by the names of their fields."""

QUESTIONS = tuple(each.name for each in on_page("screening"))

RULED_OUT = (
    "corridors", "fees", "repayment", "recruiters", "passports", "contracts", "movement",
    "housing", "findings",
)  # fmt: skip
"""Pages about what eight noes deny: any other answer there than "no" or none contradicts them."""

LEFT_OUT = frozenset(
    {*RULED_OUT, "pay", "cases", "training", "monitoring", "measures", "disclosure"}
)
"""Pages that a short filing is not asked; the others of them stay open to whoever will answer."""

NOTHING: tuple[Any, ...] = (None, "", "no", "0", 0, [], ["none"])
"""Answers that say that there is none."""
HOME = "MYS"


class Path(StrEnum):
    SHORT = "short"
    FULL = "full"


class Why(StrEnum):
    """Why a filing is asked in full."""

    BLANK = "blank"
    YES = "yes"
    SAYS_OTHERWISE = "says_otherwise"
    SUBSIDIARY = "subsidiary"
    SECTOR = "sector"
    LAST_YEAR = "last_year"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Reason:
    """``name`` is the field, the code of the sector or the year that it is about."""

    why: Why
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of the organisation beside its answers."""

    on: date
    """The end of the reporting period."""
    sectors: tuple[str, ...] = ()
    """Codes of the sectors under which the organisation is listed."""
    last_year: Plain = field(default_factory=dict)
    """The answers of the last filed version of an earlier year."""
    full_required_in: int | None = None
    """The year of a short filing, this one or the last, whose audit asked for a full one."""


@dataclass(frozen=True, slots=True)
class Decision:
    against: tuple[Reason, ...]
    """Why the filing is asked in full; empty where it is not."""
    open: tuple[str, ...]
    """Fields on which a short filing rests and that have no answer yet."""

    @property
    def asks_less(self) -> bool:
        """Whether the pages of a full filing may be left out, as far as one can tell now."""
        return not self.against

    @property
    def path(self) -> Path:
        """What the filing would be, were it filed as it stands."""
        return Path.FULL if self.against or self.open else Path.SHORT


def decide(answers: Plain, known: Known) -> Decision:
    """Short if all eight answers are no and neither this filing nor the register says otherwise."""
    against = (*_not_no(answers), *_otherwise(answers), *_known(known))
    return Decision(tuple(dict.fromkeys(against)), tuple(_open(answers)))


def all_no(answers: Plain) -> bool:
    """Whether the eight answers are no: without that, nothing else has to be looked up."""
    return not any(_not_no(answers))


def _not_no(answers: Plain) -> Iterator[Reason]:
    for name in QUESTIONS:
        said = answers.get(name)
        if said != "no":
            yield Reason(Why.BLANK if said in (None, "") else Why.YES, name)


def _open(answers: Plain) -> Iterator[str]:
    """Nobody is without migrant workers who does not say who works there."""
    if answers.get("workforce_has_migrants") in (None, ""):
        yield "workforce_has_migrants"
    if not any(_number(row.get("headcount")) for row in _rows(answers, "workforce")):
        yield "workforce"


def _otherwise(answers: Plain) -> Iterator[Reason]:
    """Answers on any page, asked or not, that an organisation without exposure cannot give."""
    for name in _contradictions(answers):
        yield Reason(Why.SAYS_OTHERWISE, name)
    if any(_is_exposed_elsewhere(row) for row in _rows(answers, "differences")):
        yield Reason(Why.SUBSIDIARY, "differences")


def _contradictions(answers: Plain) -> Iterator[str]:
    for page in RULED_OUT:
        for asked in on_page(page):
            if answers.get(asked.name) not in NOTHING:
                yield asked.name
    for name in ("workforce_has_migrants", "rsk_outsourced_used", "mon_suppliers_high_risk"):
        if answers.get(name) not in NOTHING:
            yield name
    for table, contradicts in TELLING_ROWS.items():
        if any(contradicts(row) for row in _rows(answers, table)):
            yield table


def _works_here(row: Plain) -> bool:
    """A migrant, somebody whose nationality is not given, or a contractor's worker."""
    anybody = bool(row) and row.get("headcount") not in (0, "0")
    return anybody and (row.get("nationality") != HOME or row.get("contract") == "outsourced")


def _is_paid(row: Plain) -> bool:
    anybody = bool(row) and row.get("workers") not in (0, "0")
    return anybody and row.get("nationality") != HOME


def _trains_agents(row: Plain) -> bool:
    return row.get("audience") == "agents"


TELLING_ROWS: Mapping[str, Callable[[Plain], bool]] = {
    "workforce": _works_here,
    "wages": _is_paid,
    "training": _trains_agents,
}
"""Tables of other pages, and the rows of them that tell of migrants or agents."""


def _is_exposed_elsewhere(row: Plain) -> bool:
    """A subsidiary that answers a question of exposure otherwise than the group."""
    name = row.get("question")
    page = FIELDS[name].page if isinstance(name, str) and name in FIELDS else name
    return page in (*RULED_OUT, "screening", "workforce")


def _known(known: Known) -> Iterator[Reason]:
    ruled_out = value_at("short_path_excluded_sectors", known.on)
    for sector in known.sectors:
        if sector in ruled_out:
            yield Reason(Why.SECTOR, sector)
    for name in (*_said_yes(known.last_year), *_contradictions(known.last_year)):
        yield Reason(Why.LAST_YEAR, name)
    if known.full_required_in is not None:
        yield Reason(Why.AUDIT, str(known.full_required_in))


def _said_yes(answers: Plain) -> Iterator[str]:
    return (name for name in QUESTIONS if answers.get(name) not in NOTHING)


def _rows(answers: Plain, table: str) -> list[Plain]:
    rows = answers.get(table)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _number(value: Any) -> int:
    return int(value) if str(value or "").isdecimal() else 0
