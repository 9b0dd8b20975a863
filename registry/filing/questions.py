"""Why a page asks what it asks: the criteria that read its answers, with rule and source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.filing.progress import STATEMENT_FILE
from registry.forms.filing import PageForm
from registry.i18n import in_language
from registry.scoring import Catalogue
from registry.scoring.model import Citation, Criterion, Version


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something is asked, and the criterion that judges it, if one does."""

    title: str
    why: str
    rule: str = ""
    citations: Sequence[Citation] = ()


def explanations(form: PageForm, catalogue: Catalogue, *, on: date) -> dict[str, list[Explanation]]:
    """Field name -> why it is asked; a criterion stands beside the first field that it reads."""
    pairs = catalogue.in_force(on)
    return {
        name: [_judged(c, v) for c, v in pairs if c.fields[0] == name] or _asked(form, name)
        for name in (STATEMENT_FILE, *(question.name for question in form.questions))
    }


def _asked(form: PageForm, name: str) -> list[Explanation]:
    return [Explanation("", str(form.why[name]))] if name in form.why else []


def _judged(criterion: Criterion, version: Version) -> Explanation:
    return Explanation(
        title=in_language(dict(criterion.title)),
        why=in_language(dict(criterion.why_we_ask)),
        rule=in_language(dict(version.rule)),
        citations=version.citations,
    )
