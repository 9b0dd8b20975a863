"""Filling the forms of the register as a person does: by the names of their fields."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

Answers = Mapping[str, Any]


def answer(page: Page, name: str, value: Any) -> None:
    """Answer one question, or one cell of a table, whatever kind of field asks it."""
    field = page.locator(f'main [name="{name}"]')
    if isinstance(value, list):
        for word in value:
            field.and_(page.locator(f'[value="{word}"]')).check()
        return
    kind = field.first.evaluate("field => field.type")
    if kind == "radio":
        field.and_(page.locator(f'[value="{value}"]')).check()
    else:
        enter(field.first, value, kind)


def enter(field: Locator, value: Any, kind: str = "text") -> None:
    """Choose from a list, pick a month, or type."""
    if kind.startswith("select"):
        field.select_option(str(value))
    elif kind == "month":
        field.fill(str(value)[: len("2025-12")])
    else:
        field.fill(str(value))


def answer_all(page: Page, answers: Answers) -> None:
    """Answer every question of a page, its tables row by row."""
    for name, value in answers.items():
        if value and isinstance(value, list) and isinstance(value[0], Mapping):
            fill_rows(page, name, value)
        else:
            answer(page, name, value)


def fill_rows(page: Page, table: str, rows: list[Answers]) -> None:
    """Fill a table, asking for another row where there is none yet."""
    for number, row in enumerate(rows):
        first = page.locator(f'main [name="{table}-{number}-{next(iter(row))}"]')
        if number:
            page.locator(f'main [data-rows="{table}"] button[name="add"]').click()
            first.wait_for()
        for name, value in row.items():
            answer(page, f"{table}-{number}-{name}", value)


def fill_fee_line(page: Page, line: Answers) -> None:
    """Fill one of the lines that a corridor owes; what was repaid is folded away at first."""
    owed = page.locator(
        f'.fee-category fieldset:has([name$="-category"][value="{line["category"]}"])'
        f':has([name$="-payer"][value="{line["payer"]}"])'
    )
    if "reimbursed_on" in line:
        owed.locator("summary").click()
    for name in line.keys() - {"corridor", "category", "payer"}:
        enter(owed.locator(f'[name$="-{name}"]'), line[name], "select" if name == "source" else "")


def press(page: Page, *, within: str = "main") -> None:
    """Press the main button of a form."""
    page.locator(f"{within} .actions button.button-primary").click()
