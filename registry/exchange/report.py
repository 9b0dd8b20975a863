"""A document made from a filing, before it is written as DOCX or PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from registry.answers_shown import Page, Question, Shown, answer_shown, pages
from registry.exchange.content import Identity
from registry.i18n import date_text

Pages = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made from, and where it can be checked."""

    identity: Identity
    version: int
    """0 for a draft."""
    address: str
    operator: str
    demonstration: bool
    made_on: date
    is_public: bool
    """Whether small numbers of people are hidden in the answers."""
    notice: str = ""
    """What a reader must know before anything else, such as that the statement was withdrawn."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values; one without a value says that nothing was answered."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of the filing: each row gives label and text of every column."""

    question: str
    rows: Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading of its own for every column; ``widths`` are shares of the line."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


Block = Heading | Words | Facts | Rows | Grid


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    language: str
    source: Source
    blocks: list[Block] = field(default_factory=list)

    @property
    def footer(self) -> str:
        return f"{self.source.identity.reference} · {made_of(self.source)}"


def whose(source: Source) -> Facts:
    """Which filing the document is made from."""
    own = source.identity
    period = _("%(start)s to %(end)s", start=_day(own.period_start), end=_day(own.period_end))
    return Facts(
        [
            (_("Organisation"), own.organisation),
            (_("SSM number"), own.ssm_number),
            (_("Reporting period"), period),
            (_("Reference"), own.reference),
            (_("Made from"), made_of(source)),
            (_("On the register"), source.address),
        ]
    )


def opening(source: Source) -> list[Block]:
    """What every document begins with."""
    blocks: list[Block] = [Words(source.notice)] if source.notice else []
    blocks.append(whose(source))
    if source.is_public:
        blocks.append(Words(_("Numbers of fewer than five people are not shown."), is_small=True))
    return blocks


def made_of(source: Source) -> str:
    """The version, or that it is a draft: a draft has been approved by nobody."""
    day = date_text(source.made_on)
    if source.version:
        return str(_("Version %(number)s, taken %(day)s", number=source.version, day=day))
    return str(_("A draft, not filed, taken %(day)s", day=day))


def questions() -> dict[str, tuple[Page, Question]]:
    """Every question by the name of its answer, with its page."""
    return {question.name: (page, question) for page in pages() for question in page.questions}


def shown(name: str, answers: Pages) -> Shown:
    page, question = questions()[name]
    return answer_shown(question, answers.get(page.name, {}).get(name))


def rows_of(shown: Shown) -> Rows:
    labels = [str(column.label) for column in shown.question.columns]
    rows = [
        [(label, text) for label, text in zip(labels, cells, strict=True) if text]
        for cells in shown.rows
    ]
    return Rows(str(shown.question.label), rows)


def _day(iso: str) -> str:
    return date_text(iso) if iso else ""
