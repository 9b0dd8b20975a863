"""Each page says why it asks, by the criteria that judge its answers."""

from collections import Counter
from datetime import date

from flask import Flask

from registry.assessment import catalogue
from registry.filing.questions import explanations
from registry.forms.filing import PAGES
from registry.i18n import in_language

PERIOD_END = date(2025, 12, 31)


def test_every_criterion_in_force_stands_beside_one_question(app: Flask) -> None:
    with app.test_request_context("/en/"):
        shown = Counter(
            explanation.title
            for name, form in PAGES.items()
            for asked, found in explanations(
                form(formdata=None), catalogue(), on=PERIOD_END
            ).items()
            for explanation in found
            if explanation.rule and (asked != "filing_statement_doc" or name == "statement")
        )
        in_force = {in_language(dict(c.title)) for c, _ in catalogue().in_force(PERIOD_END)}
    assert shown == Counter(in_force)


def test_nothing_is_explained_by_a_rule_that_is_not_yet_in_force(app: Flask) -> None:
    with app.test_request_context("/en/"):
        form = PAGES["passports"](formdata=None)
        found = explanations(form, catalogue(), on=date(1960, 1, 1))
    assert not any(explanation.rule for known in found.values() for explanation in known)


def test_a_why_is_given_for_questions_that_exist() -> None:
    for form in PAGES.values():
        assert form.why.keys() <= {name for name in dir(form) if not name.startswith("_")}
