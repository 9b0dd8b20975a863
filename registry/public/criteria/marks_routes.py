"""What the marks mean, in plain words, with three filings worked through by the rules of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString

from registry.assessment import catalogue
from registry.auth import access
from registry.i18n import lazy as _l
from registry.kept_pages import kept
from registry.public.criteria import own_filing
from registry.public.figures import formulas
from registry.public.routes import bp
from registry.scoring import Catalogue
from registry.scoring.lines import score_line


@dataclass(frozen=True)
class Example:
    """One of the fictional filings of the score page, which differ in nothing but the fees."""

    reference: str
    title: LazyString
    says: LazyString
    assessment: Mapping[str, Any]


TOLD: Mapping[str, tuple[LazyString, LazyString]] = {
    "EXAMPLE-repaid": (
        _l("Found fees, and repaid them"),
        _l("It asked its workers, found that they had paid, and gave all of it back."),
    ),
    "EXAMPLE-untested": (
        _l("Says zero, and asked nobody"),
        _l("It writes that no worker paid anything, without having asked workers."),
    ),
    "EXAMPLE-blank": (
        _l("Leaves the table blank"),
        _l("It has a policy against fees, and says nothing of what workers paid."),
    ),
}


@bp.get("/marks")
@access("anyone")
@kept()
def marks() -> ResponseReturnValue:
    rules = catalogue()
    return render_template(
        "public/marks.html", catalogue=rules, formulas=formulas, examples=_examples(rules.sha256)
    )


@lru_cache(maxsize=2)
def _examples(_sha256: str) -> list[Example]:
    """The examples under the rules in force, which their hash tells apart."""
    rules = catalogue()
    texts = own_filing.examples()
    return [
        Example(reference, title, says, _judged(texts[reference], rules))
        for reference, (title, says) in TOLD.items()
    ]


def _judged(text: str, rules: Catalogue) -> Mapping[str, Any]:
    scored = score_line(text, catalogue=rules, show=lambda each: each.as_dict())
    found: Mapping[str, Any] = scored["assessment"]
    return found
