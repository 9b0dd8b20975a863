"""The answers of a statement in the words of the questions, from the bulk files."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from registry.answers_shown import Question, pages
from registry.scoring.shapes import Kind
from registry.wording import corridor_name
from tests.figures.bulk import Bulk, day, exact_money, number

HIDDEN = "suppressed"
WORDS = {
    "do_not_know": "Do not know",
    HIDDEN: "Not shown (small number)",
    "yes": "Yes",
    "no": "No",
    "none": "None of these",
}
DIGITS = 12
"""Of a hash that stands for a file."""


@cache
def questions() -> Mapping[str, Question]:
    """Every question by ``page.field``, in the order of the form."""
    return {f"{page.name}.{each.name}": each for page in pages() for each in page.questions}


class Answers:
    """What one version answers: single answers, lists and tables by ``page.field``."""

    def __init__(self, bulk: Bulk, statement_id: int) -> None:
        rows = bulk["answers"]
        self.rows = rows[rows["statement_id"] == statement_id]
        places = self.rows["page"] + "." + self.rows["field"]
        self.by_question = dict(list(self.rows.groupby(places)))
        self._cells: dict[str, list[tuple[str, ...]]] = {}
        cells = self.rows[["row", "column", "value"]].astype(str)
        for place, cell in zip(places, cells.itertuples(index=False, name=None), strict=True):
            self._cells.setdefault(place, []).append(cell)

    def texts(self, name: str) -> str:
        """A single answer, or the items of a list, in words."""
        question, found = questions()[name], self.by_question.get(name)
        if found is None:
            return ""
        return "; ".join(said(question, value) for value in found["value"])

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a table, each cell in words."""
        question, found = questions()[name], self.by_question.get(name)
        columns = {each.name: each for each in question.columns}
        if found is None or found["column"].isna().all():
            return []
        return [
            {
                column: "; ".join(
                    said(columns[column], part) for part in parts(columns[column], value)
                )
                for column, value in zip(row["column"], row["value"], strict=True)
            }
            for _number, row in found.groupby("row")
        ]

    def raw(self, name: str) -> Any:
        """An answer as it stands, to compare it with that of another version."""
        return sorted(self._cells[name]) if name in self._cells else None

    def hides(self, name: str) -> bool:
        return bool((self.by_question[name]["value"] == HIDDEN).any())


def parts(question: Question, value: str) -> list[str]:
    """The items of a cell that holds several."""
    return value.split(" | ") if question.choices else [value]


def said(question: Question, value: str) -> str:
    """One answer as pages word it."""
    if value in question.choices:
        return str(question.choices[value])
    if value in WORDS:
        return WORDS[value]
    if question.kind is Kind.CORRIDOR:
        return corridor_name(value)
    if question.kind is Kind.DIGEST:
        return value if len(value) != 64 else f"{value[:DIGITS]}…"
    if question.kind is Kind.MONEY:
        return exact_money(value)
    if question.kind is Kind.DATE:
        on = date.fromisoformat(value)
        return f"{on:%B %Y}" if question.is_month else day(on)
    if question.kind in (Kind.COUNT, Kind.DECIMAL):
        return number(value)
    return str(questions()[value].label) if value in questions() else " ".join(value.split())


def unchanged_since(now: Answers, earlier: Mapping[int, Answers]) -> dict[str, int]:
    """The first year of an unbroken row of years with the same answer, by ``page.field``."""
    since: dict[str, int] = {}
    same = {name for name in now.by_question if not now.hides(name)}
    for year in sorted(earlier, reverse=True):
        same = {name for name in same if earlier[year].raw(name) == now.raw(name)}
        since.update(dict.fromkeys(same, year))
    return since


def of_companies(answers: Answers) -> Iterator[str]:
    """What companies of the group would answer otherwise."""
    for row in answers.table("differences.differences"):
        if row.keys() >= {"entity", "said"}:
            yield f"Differs for {row['entity']}: {row['said']}"
