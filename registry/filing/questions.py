"""Why a page asks what it asks: the criteria that read its answers, with rule and source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.forms.filing import PageForm
from registry.i18n import in_language
from registry.scoring import Catalogue
from registry.scoring.model import Citation, Criterion, Version


@dataclass(frozen=True, slots=True)
class Explanation:
    """One criterion in the reader's language."""

    criterion: str
    title: str
    why: str
    rule: str
    citations: Sequence[Citation]


def explanations(form: PageForm, catalogue: Catalogue, *, on: date) -> dict[str, list[Explanation]]:
    """Field name -> the criteria that read it; each stands beside the first question it reads."""
    shown: set[str] = set()
    found: dict[str, list[Explanation]] = {}
    for question in form.questions:
        new = [c for c in catalogue.asking(question.name) if c.id not in shown]
        shown |= {criterion.id for criterion in new}
        found[question.name] = [
            _explanation(criterion, version)
            for criterion in new
            if (version := criterion.version_on(on))
        ]
    return found


def _explanation(criterion: Criterion, version: Version) -> Explanation:
    return Explanation(
        criterion=criterion.id,
        title=in_language(criterion.title),
        why=in_language(criterion.why_we_ask),
        rule=in_language(version.rule),
        citations=version.citations,
    )
