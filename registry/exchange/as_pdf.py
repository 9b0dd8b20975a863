"""A report as a PDF in the look of the register."""

from typing import Any

from flask_babel import gettext as _

from registry.exchange.report import Facts, Grid, Heading, Report, Rows, Words

ROOM = {2: 170, 3: 110}
"""Points that must be left on a page under a heading of each level: a table's head and a row."""


def as_pdf(report: Report) -> bytes:
    from registry.reports.paper import Paper

    paper = Paper(
        title=report.title,
        language=report.language,
        operator=report.source.operator,
        footer=report.footer,
        demonstration=report.source.demonstration,
    )
    paper.heading(report.title, 1)
    for block in report.blocks:
        _WRITERS[type(block)](paper, block)
    return paper.pdf()


def _heading(paper: Any, block: Heading) -> None:
    from reportlab.platypus import CondPageBreak

    paper.parts.append(CondPageBreak(ROOM[block.level]))
    paper.heading(block.text, block.level)


def _words(paper: Any, block: Words) -> None:
    paper.text(block.text, "small" if block.is_small else "body")


def _facts(paper: Any, block: Facts) -> None:
    paper.list_facts([(name, value or _("Not answered")) for name, value in block.pairs])


def _rows(paper: Any, block: Rows) -> None:
    paper.text(block.question, "outcome")
    if not block.rows:
        paper.text(_("No rows"), "small")
    for number, row in enumerate(block.rows, 1):
        cells = "; ".join(f"{label}: {text}" for label, text in row)
        paper.text(f"{number}. {cells}", "small")


def _grid(paper: Any, block: Grid) -> None:
    paper.table(block.head, block.rows, widths=block.widths)


_WRITERS: dict[type, Any] = {
    Heading: _heading,
    Words: _words,
    Facts: _facts,
    Rows: _rows,
    Grid: _grid,
}
