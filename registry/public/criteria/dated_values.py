"""The dated parameters of the rules, value by value, as a page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.i18n import in_language
from registry.public.criteria import values
from registry.scoring import load_parameters, load_sources
from registry.scoring.model import Citation, Text
from registry.scoring.parameters import DatedValue, Parameter
from registry.scoring.parsing import FIRST_DAY


@dataclass(frozen=True)
class Row:
    """One value: when and for whom it holds, what it is, and who says so."""

    since: date
    until: date | None
    is_current: bool
    has_beginning: bool
    """False where the value holds as far back as the rules look."""
    where: Sequence[str]
    lines: Sequence[str]
    citations: Sequence[Citation]
    verified: bool
    note: Text | None


@dataclass(frozen=True)
class Listed:
    name: str
    title: str
    """The first sentence of what it is about; ``more`` is the rest."""
    more: str
    unit: Text | None
    rows: Sequence[Row]


def listed(today: date) -> list[Listed]:
    """Every parameter with its values, newest first."""
    return [_listed(parameter, today) for parameter in load_parameters().values()]


def _listed(parameter: Parameter, today: date) -> Listed:
    newest_first = sorted(parameter.values, key=lambda each: each.since, reverse=True)
    rows = [row(parameter, each, today) for each in newest_first]
    title, _stop, more = in_language(dict(parameter.about)).partition(". ")
    return Listed(parameter.name, title.rstrip("."), more, parameter.unit, rows)


def row(parameter: Parameter, each: DatedValue, today: date) -> Row:
    return Row(
        since=each.since,
        until=each.until,
        has_beginning=each.since > FIRST_DAY,
        is_current=each.since <= today and (each.until is None or today <= each.until),
        where=[f"{values.label(key)}: {values.word(word)}" for key, word in each.where.items()],
        lines=_with_unit(parameter, values.lines(parameter.name, each.value)),
        citations=[load_sources().cite(parameter.name, ref) for ref in each.cite],
        verified=each.verified,
        note=each.note,
    )


def _with_unit(parameter: Parameter, lines: Sequence[str]) -> Sequence[str]:
    """A bare number says of what; ringgit and percentages say it already."""
    if not parameter.unit or not all(line.replace(".", "").isdigit() for line in lines):
        return lines
    return [f"{line} {in_language(dict(parameter.unit))}" for line in lines]
