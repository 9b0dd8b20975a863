"""What the organisation answered, page by page, as the public reads it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.reports.statement.data import AnsweredPage, AnsweredTable, StatementData

MOST_ROWS = 40
"""Of longer tables the rest is on the statement's page, where they can be read and downloaded."""


def write_answers(paper: Any, data: StatementData) -> None:
    if not data["answers"]:
        return
    paper.heading(_("What the organisation answered"))
    for page in data["answers"]:
        _write_page(paper, page)


def _write_page(paper: Any, page: AnsweredPage) -> None:
    paper.heading(page["title"], 3)
    if page["answers"]:
        paper.list_facts(
            [(question, text or _("Not answered")) for question, text in page["answers"]]
        )
    for table in page["tables"]:
        _write_table(paper, table)


def _write_table(paper: Any, table: AnsweredTable) -> None:
    """Each row in one line of words: most tables have more columns than a page is wide."""
    paper.text(table["question"], "outcome")
    for number, row in enumerate(table["rows"][:MOST_ROWS], 1):
        cells = "; ".join(f"{label}: {text}" for label, text in row if text)
        paper.text(f"{number}. {cells}", "small")
    if (more := len(table["rows"]) - MOST_ROWS) > 0:
        paper.text(
            ngettext(
                "%(num)s more row is on the statement’s page.",
                "%(num)s more rows are on the statement’s page.",
                more,
            ),
            "small",
        )
