"""The group that a filing speaks for, as its pages must know it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from registry import answers_shown, groups
from registry.groups import Company
from registry.models import Filing

OF_THE_WHOLE_GROUP = frozenset(
    {"period", "screening", "followup", "differences", "statement", "evidence"}
)
"""Pages on which no company differs: they are of the filing itself, or speak of each company."""
OF_THE_FILING = frozenset({"explanations"})


def own_numbers(filing: Filing) -> tuple[str, ...]:
    organisation = filing.organisation
    return tuple(n for n in (organisation.ssm_number, organisation.ssm_old_number) if n)


def named(filing: Filing) -> list[Company]:
    """The companies of the group that the filing names so far."""
    return groups.companies(_saved(filing).get("period", {}).get("entities"))


def covered(filing: Filing) -> tuple[Company, ...]:
    return tuple(company for company in named(filing) if company.covered)


def differing(filing: Filing) -> dict[str, list[str]]:
    """Name of an answer -> the companies for which it differs."""
    return {
        field: [each.company for each in found]
        for field, found in groups.by_question(_saved(filing)).items()
    }


@cache
def questions() -> Mapping[Any, Mapping[str, Any]]:
    """What a company may answer otherwise: the words of each question, by page."""
    return {
        page.title: {
            f"{page.name}.{question.name}": question.label
            for question in page.questions
            if question.name not in OF_THE_FILING
        }
        for page in answers_shown.pages()
        if page.name not in OF_THE_WHOLE_GROUP
    }


def _saved(filing: Filing) -> dict[str, dict[str, Any]]:
    return {page.name: page.answers for page in filing.pages}
