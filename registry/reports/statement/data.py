"""What a statement's document is made from, as plain data."""

from datetime import date, datetime
from typing import Any, TypedDict


class FeeLine(TypedDict):
    """A line of the fee table as the public may see it; numbers of few people are None."""

    corridor: str
    category: str
    payer: str
    amount_sen: int | None
    workers: int | None
    source: str
    reimbursed_sen: int | None
    reimbursed_workers: int | None
    suppressed: bool


class CorridorLine(TypedDict):
    """A corridor as the public may see it; ``recruits`` is None where few people stand behind."""

    corridor: str
    recruits: int | None
    worker_paid_sen: int | None
    reimbursed_sen: int | None
    gross_months: str | None
    net_months: str | None


class AnsweredTable(TypedDict):
    """A table in words: each row gives the name and the text of every column."""

    question: str
    rows: list[list[tuple[str, str]]]


class AnsweredPage(TypedDict):
    """The answers of one page in words, in the language of the document."""

    title: str
    answers: list[tuple[str, str]]
    tables: list[AnsweredTable]


class PublicReply(TypedDict):
    at: str
    """An instant in ISO form."""
    text: str


class StatementData(TypedDict):
    """All that the document says, as plain data; suppression is the caller's."""

    organisation: str
    ssm_number: str
    stock_code: str
    reference: str
    version: int
    year: int
    period_start: date
    period_end: date
    due_on: date
    submitted_on: date
    published_at: datetime
    status: str
    """A word of ``registry.models.PublicStatus``."""
    note: str
    """The officer's note at publication."""
    change_note: str
    grade_public_on: date
    grade_is_public: bool
    """Without it neither grade nor findings are written."""
    grade_withdrawn_on: date | None
    grade_withdrawn_reason: str | None
    withdrawn_on: date | None
    """Since when the organisation itself no longer stands by the statement."""
    withdrawn_reason: str | None
    assessment: dict[str, Any]
    """``Assessment.as_dict()`` as published."""
    corridors: list[CorridorLine]
    fee_lines: list[FeeLine]
    answers: list[AnsweredPage]
    replies: list[PublicReply]
    sha256: str
    document_sha256: str | None
    address: str
    """The statement's public page; the QR code leads there."""
    operator: str
    demonstration: bool
