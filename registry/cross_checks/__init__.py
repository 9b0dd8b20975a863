"""Does a filing agree with last year's, with those of its group, and with the words of others?

Everything found is a question, asked before a filing is signed and again while it is read. It never
changes a score. A filer is told of others only what they have published.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from registry.clock import day_of
from registry.cross_checks import last_year, others, passages, queries, texts
from registry.cross_checks.index import cite_no_more, keep, statement_text
from registry.cross_checks.kept import keep_revision
from registry.cross_checks.last_year import Years
from registry.cross_checks.queries import copied_paragraphs
from registry.cross_checks.texts import Comparison
from registry.models import Filing, FilingVersion
from registry.scoring import AnswerError
from registry.scoring.case import Case, open_case
from registry.scoring.consistency import Found, Kind
from registry.scoring.entries import read_check
from registry.scoring.model import CheckText
from registry.scoring.strict_yaml import read_yaml
from registry.scoring.wording import fill

WORDS = Path(__file__).with_name("words.yaml")

__all__ = [
    "Comparison",
    "CrossCheck",
    "check",
    "check_version",
    "cite_no_more",
    "copied_paragraphs",
    "keep",
    "keep_revision",
    "words",
]


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What comparing a filing with others gave: questions, and its text beside theirs."""

    questions: list[dict[str, Any]]
    """In the shape of ``consistency`` in an assessment."""
    texts: Comparison


def check(
    filing: Filing, answers: Mapping[str, Any], text: str, *, on: date, unpublished: bool
) -> CrossCheck:
    """Compare flat answers and the statement's text; ``on`` is the day of filing.

    ``unpublished`` filings of others are for the regulator's staff only.
    """
    return CrossCheck(
        questions=_questions(filing, answers, on=on, unpublished=unpublished),
        texts=texts.compare(passages.split(text), filing, unpublished=unpublished),
    )


def check_version(version: FilingVersion, *, unpublished: bool) -> CrossCheck:
    """Compare what was filed, as of the day on which it came in."""
    return check(
        version.filing,
        _flat(version),
        statement_text(version),
        on=day_of(version.submitted_at),
        unpublished=unpublished,
    )


def _flat(version: FilingVersion) -> dict[str, Any]:
    return {name: value for page in version.answers.values() for name, value in page.items()}


def _questions(
    filing: Filing, answers: Mapping[str, Any], *, on: date, unpublished: bool
) -> list[dict[str, Any]]:
    case = _readable(answers, filing.period_end)
    if case is None:
        return []
    found = {
        **_beside_last_year(filing, case, on),
        **_beside_others(filing, case, unpublished=unpublished),
    }
    explained = {
        (row.check or "").strip().upper() for row in case.answers.explanations if row.explanation
    }
    return [_plain(id, what, id in explained) for id, what in found.items() if what]


def _readable(answers: Mapping[str, Any], on: date) -> Case | None:
    """What the rules cannot read is told elsewhere, and compared with nothing."""
    try:
        return open_case(answers, on)
    except AnswerError:
        return None


def _beside_last_year(filing: Filing, case: Case, on: date) -> dict[str, Found | None]:
    version = queries.last_published(filing)
    if version is None:
        return {}
    before = _readable(_flat(version), version.filing.period_end)
    if before is None:
        return {}
    years = Years(
        case,
        before,
        ended_before=version.filing.period_end,
        begins=filing.period_start,
        filed_on=on,
    )
    return {id: find(years) for id, find in last_year.CHECKS.items()}


def _beside_others(filing: Filing, case: Case, *, unpublished: bool) -> dict[str, Found | None]:
    known = queries.others(filing, case, unpublished=unpublished)
    return {id: find(case, known) for id, find in others.CHECKS.items()}


def _plain(id: str, found: Found, explained: bool) -> dict[str, Any]:
    text = words()[id]
    return {
        "check": id,
        "kind": str(Kind.QUESTION),
        "counts": False,
        "explained": explained,
        "title": dict(text.title),
        "sentence": fill(text.sentence, found.values),
        "to_do": dict(text.to_do),
        "places": [asdict(place) for place in found.places],
    }


@cache
def words() -> Mapping[str, CheckText]:
    """What each check says, in both languages."""
    return {id: read_check(f"words.yaml: {id}", entry) for id, entry in read_yaml(WORDS).items()}
