"""The check page: the result as it would be, what is missing, and where to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry import assessment
from registry.filing import progress
from registry.filing.progress import Question
from registry.forms.filing import PAGES
from registry.models import Filing, FilingStatus
from registry.scoring import FIELDS, AnswerError

JUDGED_AS_FILED = frozenset({FilingStatus.SUBMITTED, FilingStatus.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Check:
    """What the check page shows; ``unreadable`` stands in for an assessment that cannot be made."""

    assessment: dict[str, Any] | None
    unreadable: Question | None
    gaps: list[Question]
    places: Mapping[str, list[Question]]
    """Id of a criterion -> the questions that it reads."""


def of(filing: Filing, *, today: date) -> Check:
    """Judge the draft by what it says now; what was filed, by what was filed."""
    gaps = progress.gaps(filing, today=today)
    try:
        return Check(_assessed(filing, today), None, gaps, _places(filing))
    except AnswerError as error:
        unreadable = progress.question_of(filing, error.field, str(error))
        return Check(None, unreadable, gaps, {})


def _assessed(filing: Filing, today: date) -> dict[str, Any]:
    version = filing.latest_version
    if filing.status not in JUDGED_AS_FILED or version is None:
        return assessment.assess_draft(filing, today=today).as_dict()
    return version.assessment or assessment.assess_version(version, filing).as_dict()


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
