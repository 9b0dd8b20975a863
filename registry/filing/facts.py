"""What the pages of a filing must know of it, beside their own answers."""

from collections.abc import Mapping
from datetime import date

from registry import assessment, cross_checks, promises
from registry.filing import group
from registry.forms.filing import Facts
from registry.i18n import in_language
from registry.models import DocumentKind, Filing
from registry.scoring import AnswerError


def facts_of(filing: Filing, *, today: date) -> Facts:
    """The filing's period, corridors and evidence files, and the criteria its answers meet."""
    criteria = assessment.catalogue().in_force(filing.period_end)
    return Facts(
        today=today,
        period_start=filing.period_start,
        period_end=filing.period_end,
        corridors=corridors_of(filing),
        documents={
            document.sha256: document.filename
            for document in filing.documents
            if document.kind is DocumentKind.EVIDENCE and document.removed_at is None
        },
        criteria={criterion.id: in_language(dict(criterion.title)) for criterion, _ in criteria},
        has_statement=any(
            document.kind is DocumentKind.STATEMENT and document.removed_at is None
            for document in filing.documents
        ),
        nobody_recruited=_nobody_recruited(filing),
        year=filing.year,
        numbers_taken=tuple(promises.numbers_taken(filing)),
        promises=promises.to_follow_up(filing),
        own_numbers=group.own_numbers(filing),
        covered=group.covered(filing),
        differing=group.differing(filing),
        questions=group.questions(),
    )


def checks_to_explain(filing: Filing, *, today: date) -> Mapping[str, str]:
    """Checks that the answers do not pass, and those explained already, in words by their ids."""
    texts = {**assessment.catalogue().checks, **cross_checks.words()}
    wanted = _not_passed(filing, today) | _asked_across(filing, today) | _explained(filing)
    return {
        check: f"{check} · {in_language(dict(text.title))}"
        for check, text in texts.items()
        if check in wanted
    }


def _not_passed(filing: Filing, today: date) -> set[str]:
    """All of them, while an answer cannot be read."""
    try:
        judged = assessment.assess_draft(filing, today=today)
    except AnswerError:
        return set(assessment.catalogue().checks)
    return {each.check.id for each in judged.inconsistencies}


def _asked_across(filing: Filing, today: date) -> set[str]:
    """What last year's filing and those of others ask."""
    answers = assessment.flat({page.name: page.answers for page in filing.pages})
    crossed = cross_checks.check(filing, answers, "", on=today, unpublished=False)
    return {question["check"] for question in crossed.questions}


def _explained(filing: Filing) -> set[str]:
    return {
        row["check"]
        for page in filing.pages
        for row in page.answers.get("explanations") or []
        if row.get("check")
    }


def _nobody_recruited(filing: Filing) -> bool:
    return any(
        page.name == "corridors" and page.answers.get("corridors_recruited") == "no"
        for page in filing.pages
    )


def corridors_of(filing: Filing) -> tuple[str, ...]:
    """Keys of the corridors that the filing names, such as ``NPL-manufacturing``."""
    rows = [
        row
        for page in filing.pages
        if page.name == "corridors"
        for row in page.answers.get("corridors") or []
    ]
    named = (row for row in rows if row.get("origin") and row.get("sector"))
    return tuple(dict.fromkeys(f"{row['origin']}-{row['sector']}" for row in named))
