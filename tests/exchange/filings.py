"""Filings that hypothesis makes up as the forms would keep them: every kind of answer, any text."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from registry import groups
from registry.exchange import Asked, AskedPage
from registry.forms.filing import Facts
from registry.forms.filing.fields import CONTROL, NONE
from registry.scoring.shapes import DO_NOT_KNOW, SECTORS, Kind

DOCUMENTS = {f"{digit}" * 64: f"evidence-{digit}.pdf" for digit in "0a7"}
FACTS = Facts(
    today=date(2026, 5, 4),
    period_start=date(2025, 1, 1),
    period_end=date(2025, 12, 31),
    corridors=("NPL-manufacturing", "BGD-construction"),
    documents=DOCUMENTS,
    criteria={"GOV-01": "Annual statement published on time", "FEE-02": "Fee table complete"},
    checks={"X1": "X1 · More repaid than paid", "X7": "X7 · Months"},
)
TRICKY = (
    "=1+1", "+60 3-8000 8000", "-5", "@SUM(A1)", "=cmd|'/c calc'!A1", "0012", "201901000005",
    "1,234.50", "30/6/2026", "2026-06-30", "TRUE", "Yes", "#N/A", "x_x000D_y", "_x005F_x000D_",
    "two\r\nlines", "two\nlines", "tab\there", "Sítě ไทย বাংলা 漢字 🙂", "a\u2028b\u00a0c",
    "atip:note", "None", "null", "'quoted", "1e5", "12.0", "\ufffe!", "end\u200b.", "“curly”",
)  # fmt: skip
letters = st.characters(exclude_categories=("Cs",))
texts = st.one_of(
    st.sampled_from(TRICKY), st.text(letters, min_size=1, max_size=60), st.text(letters, min_size=1)
)


def kept(text: str) -> str:
    """The text as a form keeps it."""
    while (shorter := CONTROL.sub("", text.strip())) != text:
        text = shorter
    return text[:2000].strip()


def answers(asked: Asked) -> Any:
    """A right answer to a question or a column."""
    if asked.kind is Kind.CHOICES:
        return _several(asked)
    if asked.choices and not asked.is_open:
        return st.sampled_from(list(asked.choices))
    if asked.is_month:
        return st.dates(date(1990, 1, 1), date(2099, 1, 1)).map(lambda day: f"{day:%Y-%m}-01")
    if asked.name == "ssm_number":
        return PLAIN[asked.kind].map(lambda text: groups.as_written(text) or text)
    return PLAIN[asked.kind]


def _several(asked: Asked) -> Any:
    words = [code for code in asked.choices if code != NONE]
    several = st.sets(st.sampled_from(words), min_size=1).map(
        lambda chosen: [code for code in words if code in chosen]
    )
    return several | st.just([NONE]) if NONE in asked.choices else several


def _decimal(places: int, most: int) -> Any:
    numbers = st.decimals(0, most, places=places, allow_nan=False, allow_infinity=False)
    return numbers.map(lambda number: f"{abs(number).normalize():f}")


PLAIN: dict[Kind, Any] = {
    Kind.TEXT: texts.map(kept).filter(lambda text: text not in ("", DO_NOT_KNOW)),
    Kind.URL: st.sampled_from(["https://contoh.example/atip", "http://a.my/=x?y=@z&q=_x000A_"]),
    Kind.DIGEST: st.sampled_from(list(DOCUMENTS)),
    Kind.CORRIDOR: st.tuples(
        st.sampled_from(["NPL", "BGD", "IDN", "MMR"]), st.sampled_from(SECTORS)
    ).map("-".join),
    Kind.COUNT: st.integers(0, 999_999_999),
    Kind.MONEY: st.integers(0, 10**11).map(lambda sen: f"{sen // 100}.{sen % 100:02}"),
    Kind.PERCENT: _decimal(4, 100),
    Kind.DECIMAL: _decimal(2, 10**9),
    Kind.DATE: st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(str),
}


@st.composite
def rows(draw: Any, table: Asked) -> list[dict[str, Any]]:
    """Up to forty rows, each with any of its cells; a corridor stands in one row only."""
    made: list[dict[str, Any]] = []
    for _row in range(min(draw(st.sampled_from([0, 1, 1, 2, 3, 40])), table.most_rows)):
        columns = draw(st.sets(st.sampled_from(range(len(table.columns))), min_size=1))
        row = {table.columns[n].name: draw(answers(table.columns[n])) for n in sorted(columns)}
        if table.name == "evidence":
            row["document"] = draw(PLAIN[Kind.DIGEST])
        made.append(row)
    if table.name == "corridors":
        made = list({(row.get("origin"), row.get("sector")): row for row in made}.values())
    return made


@st.composite
def filings(draw: Any, pages: tuple[AskedPage, ...]) -> dict[str, dict[str, Any]]:
    """Page -> name -> answer; pages, answers and tables are there, blank or absent."""
    filing: dict[str, dict[str, Any]] = {}
    for page in pages:
        said: dict[str, Any] = {}
        for asked in page.questions if draw(st.integers(0, 4)) else ():
            way = draw(st.integers(0, 9))
            if way == 0:
                continue
            if way == 1 and asked.offers_unknown:
                said[asked.name] = DO_NOT_KNOW
            else:
                said[asked.name] = draw(rows(asked) if asked.is_table else answers(asked))
        if said:
            filing[page.name] = said
    return filing
