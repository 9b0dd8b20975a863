"""Which of last year's answers come back in the next filing, and how: said once for every field.

A fact that stands comes back, and whoever saves its page confirms it. A figure of the year comes
back, too, but its page is not finished before somebody ticks that the figures were checked: a
figure repeated unseen would be a false statement. What can only be true of one year is asked anew,
and last year's answer is shown beside the question.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from registry.scoring.fields import FIELDS, on_page
from registry.scoring.shapes import Column, Field, Kind

Answers = Mapping[str, Any]
Pages = Mapping[str, Answers]
Row = dict[str, Any]


class Way(StrEnum):
    """How an answer of last year comes back."""

    STANDING = "standing"
    FIGURE = "figure"
    ANEW = "anew"


BLANK: tuple[Any, ...] = (None, "", [])
_FIGURES = {Kind.COUNT, Kind.MONEY, Kind.DECIMAL}

WAYS: Mapping[str, tuple[Way, str]] = {
    # Days that still hold in the next year, unlike every other day.
    "recruiters.licence_expiry": (Way.STANDING, "a licence runs for years"),
    "housing.certificate_expiry": (Way.STANDING, "a certificate runs for years"),
    "fee_remedy_plan_by": (Way.STANDING, "the last day of a plan is kept, or moved in the open"),
    "rsk_assessed_on": (Way.FIGURE, "right until it is done again"),
    "recruiters.checked_on": (Way.FIGURE, "right until it is done again"),
    "recruiters.dd_on": (Way.FIGURE, "it was done once, before first use"),
    "recruiters.audit_on": (Way.FIGURE, "right until it is done again"),
    "recruiters.blacklist_checked_on": (Way.FIGURE, "right until it is done again"),
    # Words that are said of the year, though they are no numbers.
    "screening": (Way.FIGURE, "the public reads these answers, and they decide what is asked"),
    "workforce_has_migrants": (Way.FIGURE, "said of the period"),
    "corridors_recruited": (Way.FIGURE, "said of the period"),
    "recruiters.subagents_found": (Way.FIGURE, "found or not found in the period"),
    "recruiters.blacklist_hit": (Way.FIGURE, "found or not found by the last look"),
    "recruiters.active": (Way.FIGURE, "who is still in use changes"),
    "fees.source": (Way.FIGURE, "how this year's figure is known"),
    "wag_deduction_types": (Way.FIGURE, "deducted in the period"),
    "wag_deductions_approved": (Way.FIGURE, "said of the period's deductions"),
    "training_given": (Way.FIGURE, "said of the period"),
    "mon_audit_types": (Way.FIGURE, "the checks of the period"),
    "dis_limits_stated": (Way.FIGURE, "said of the statement, which is a new one"),
    "dis_restrictions_disclosed": (Way.FIGURE, "said of the statement, which is a new one"),
    "dis_assurance": (Way.FIGURE, "said of the statement, which is a new one"),
    # Figures that stand until something is built, bought or moved.
    "str_entities_total": (Way.STANDING, "a fact about the group"),
    "str_entities_covered": (Way.STANDING, "a fact about the group"),
    "housing.area_m2_per_worker": (Way.STANDING, "a fact about the rooms"),
    "kpis.target": (Way.STANDING, "a target that moves, moves in the open"),
    "kpis.prior": (Way.STANDING, "what last year's filing gave as its figure"),
    "grv_cases_opening": (Way.STANDING, "what last year's filing left open"),
    # What can only be true of one year.
    "period_confirmed": (Way.ANEW, "a declaration about this period"),
    "findings_found": (Way.ANEW, "nobody declares by habit that nothing was found"),
    "findings": (Way.ANEW, "what was found in one year is not found again in the next"),
    "explanations": (Way.ANEW, "they explain the figures of one filing"),
    "evidence": (Way.ANEW, "each file is taken over by choice"),
    "followed": (Way.ANEW, "what became of the promises of one statement"),
    "commitments_made": (Way.ANEW, "every statement makes its own promises"),
    "commitments": (Way.ANEW, "earlier promises are followed up, not made again"),
    "kpis.current": (Way.ANEW, "the figure of this year; last year's stands beside it"),
}
"""A field, ``table.column`` or a page that is not treated as its kind is, and why."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "entities": ("ssm_number", "name"),
    "workforce": ("nationality", "sex", "contract", "state"),
    "corridors": ("origin", "sector"),
    "fees": ("corridor", "category", "payer"),
    "recruiters": ("country", "name"),
    "wages": ("nationality", "state", "area", "size"),
    "housing": ("site",),
    "training": ("audience",),
    "kpis": ("name",),
    "differences": ("entity", "question"),
    "findings": ("indicator", "found_on"),
}
"""By which columns a row of a table is known to be the row of last year."""


def way(field: Field, column: Column | None = None) -> Way:
    """How an answer, or a cell of a table, comes back."""
    names = [field.name, field.page]
    if column:
        names.insert(0, f"{field.name}.{column.name}")
    for name in names:
        if name in WAYS:
            return WAYS[name][0]
    return _by_kind((column or field).kind)


def _by_kind(kind: Kind) -> Way:
    if kind is Kind.DATE:
        return Way.ANEW
    return Way.FIGURE if kind in _FIGURES else Way.STANDING


def brought_back(pages: Pages) -> dict[str, dict[str, Any]]:
    """Last year's answers as the next filing begins, without pages that bring nothing back."""
    kept = {name: page_brought_back(name, answers) for name, answers in pages.items()}
    return {name: answers for name, answers in kept.items() if answers}


def page_brought_back(page: str, answers: Answers) -> dict[str, Any]:
    """The answers of one page that come back, with those that follow from last year's."""
    kept: dict[str, Any] = {}
    for field in on_page(page):
        value = FOLLOWS[field.name](answers) if field.name in FOLLOWS else answers.get(field.name)
        if isinstance(value, list) and field.kind is Kind.TABLE:
            value = _table(field, value)
        if way(field) is not Way.ANEW and value not in BLANK:
            kept[field.name] = value
    return kept


def _table(field: Field, rows: Sequence[Row]) -> list[Row]:
    columns = [column.name for column in field.columns if way(field, column) is not Way.ANEW]
    kept = [{name: row[name] for name in columns if name in row} for row in rows]
    if field.name == "kpis":
        kept = [_measure(row, now) for row, now in zip(rows, kept, strict=True)]
    return [row for row in kept if row]


def _measure(last_year: Row, row: Row) -> Row:
    """What a measure came to last year is now its figure of the year before."""
    named = {name: value for name, value in row.items() if name != "prior"}
    return {**named, "prior": last_year["current"]} if "current" in last_year else named


def _left_open(answers: Answers) -> int | None:
    """Complaints that last year left open are those open when this year began."""
    opening, received, closed = (
        answers.get(f"grv_cases_{what}") for what in ("opening", "received", "closed")
    )
    if not (isinstance(opening, int) and isinstance(received, int) and isinstance(closed, int)):
        return None
    return max(opening + received - closed, 0)


FOLLOWS: Mapping[str, Callable[[Answers], Any]] = {"grv_cases_opening": _left_open}
"""Answers that last year's filing settles, though it did not give them."""


def repeats_figures(now: Answers, before: Answers) -> bool:
    """Whether a figure stands on a page just as it came back."""
    return any(_repeats(FIELDS[name], value, before.get(name)) for name, value in now.items())


def unchanged(now: Pages, before: Pages) -> set[str]:
    """``page.field`` of the answers that two filings give alike; blanks are no answers."""
    return {
        f"{page}.{name}"
        for page, answers in now.items()
        for name, value in answers.items()
        if value not in BLANK and before.get(page, {}).get(name) == value
    }


def key_of(table: str, row: Row) -> tuple[Any, ...] | None:
    """What a row of a table is known by; None while it is half named."""
    key = tuple(row.get(name) for name in KEYS.get(table, ()))
    return key if key and None not in key else None


def by_key(table: str, rows: Any) -> dict[tuple[Any, ...], Row]:
    """The rows of a table by what they are known by, without those that share it."""
    keys = Counter(key_of(table, row) for row in rows or ())
    named = ((key_of(table, row), row) for row in rows or ())
    return {key: row for key, row in named if key and keys[key] == 1}


def _repeats(field: Field, value: Any, came: Any) -> bool:
    if field.kind is not Kind.TABLE:
        return value not in BLANK and value == came and way(field) is Way.FIGURE
    rows = by_key(field.name, came)
    pairs = ((row, rows.get(key_of(field.name, row) or ())) for row in value or ())
    return any(_repeats_cell(field, row, old) for row, old in pairs if old)


def _repeats_cell(field: Field, row: Row, old: Row) -> bool:
    return any(
        column.name in old
        and row.get(column.name) == old[column.name]
        and way(field, column) is Way.FIGURE
        for column in field.columns
    )


def unchanged_since(
    now: Pages, earlier: Sequence[tuple[int, Pages]], hidden: str
) -> dict[str, int]:
    """``page.field`` -> the first year of a row of equal answers; ``earlier`` is newest first.

    Where a number is ``hidden`` from the reader, nobody can say whether it is the same.
    """
    told = {page: _without(answers, hidden) for page, answers in now.items()}
    since: dict[str, int] = {}
    same: set[str] | None = None
    for year, pages in earlier:
        same = unchanged(told, pages) if same is None else same & unchanged(told, pages)
        since.update(dict.fromkeys(same, year))
    return since


def _without(answers: Answers, hidden: str) -> Row:
    return {name: value for name, value in answers.items() if not _holds(value, hidden)}


def _holds(value: Any, hidden: str) -> bool:
    if isinstance(value, list):
        return any(_holds(each, hidden) for each in value)
    if isinstance(value, dict):
        return hidden in value.values()
    return bool(value == hidden)
