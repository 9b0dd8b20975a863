"""The check page: the result as it would be, what is missing, and where to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry import assessment
from registry.differences_shown import noted
from registry.filing import advising, progress
from registry.filing.progress import Question
from registry.filing.steps import FILED
from registry.forms.filing import PAGES
from registry.i18n import in_language
from registry.models import Filing
from registry.scoring import FIELDS, AnswerError


@dataclass(frozen=True, slots=True)
class Check:
    """What the check page shows; ``unreadable`` stands in for an assessment that cannot be made."""

    assessment: dict[str, Any] | None
    unreadable: Question | None
    gaps: list[Question]
    places: Mapping[str, list[Question]]
    """Id of a criterion -> the questions that it reads."""
    advice: dict[str, Any] | None = None
    """What would meet each finding and lift the grade; None for what is filed already."""


def of(filing: Filing, *, today: date) -> Check:
    """Judge the draft by what it says now; what was filed, by what was filed."""
    gaps = progress.gaps(filing, today=today)
    try:
        return _check(filing, gaps, today)
    except AnswerError as error:
        unreadable = progress.question_of(filing, error.field, in_language(error.remedy))
        return Check(None, unreadable, gaps, {})


def _check(filing: Filing, gaps: list[Question], today: date) -> Check:
    version = filing.latest_version
    if filing.status in FILED and version is not None:
        judged = version.assessment or assessment.assess_version(version, filing).as_dict()
        return Check(noted(judged, version.answers), None, gaps, _places(filing))
    advice = assessment.advise_draft(filing, today=today)
    steps = advising.of(filing, advice)
    pages = {page.name: page.answers for page in filing.pages}
    judged = noted(advice.assessment.as_dict(), pages)
    return Check(judged, None, gaps, _places(filing), steps)


def _places(filing: Filing) -> dict[str, list[Question]]:
    questions = {
        name: progress.question_of(filing, name)
        for name, field in FIELDS.items()
        if field.page in PAGES or name == progress.STATEMENT_FILE
    }
    return {
        criterion.id: [questions[name] for name in criterion.fields if name in questions]
        for criterion in assessment.catalogue().criteria
    }
