"""A published statement as a document, from plain data."""

from flask_babel import gettext as _

from registry.i18n import speaking
from registry.reports.statement.data import (
    AnsweredPage,
    AnsweredTable,
    CorridorLine,
    FeeLine,
    PublicReply,
    StatementData,
)
from registry.reports.statement.parts import PARTS, filed_as

__all__ = [
    "AnsweredPage",
    "AnsweredTable",
    "CorridorLine",
    "FeeLine",
    "PublicReply",
    "StatementData",
    "statement_pdf",
]


def statement_pdf(data: StatementData, language: str) -> bytes:
    """The statement in one language; the same data always gives the same bytes."""
    from registry.reports.paper import Paper

    with speaking(language):
        title = _(
            "Anti-trafficking statement of %(organisation)s, %(year)s",
            organisation=data["organisation"],
            year=data["year"],
        )
        paper = Paper(
            title=title,
            language=language,
            operator=data["operator"],
            footer=f"{filed_as(data)} · {data['address']}",
            demonstration=data["demonstration"],
        )
        paper.heading(data["organisation"], 1)
        for write in PARTS:
            write(paper, data)
        return paper.pdf()
