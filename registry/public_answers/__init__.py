"""What of a filing's answers the public sees: everything but small numbers of people.

``SUPPRESSED`` stands in place of each number that is not published. Numbers that would give a
hidden one away by subtraction (a part and its whole, a line and its corridor's total) are hidden
with it.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from registry.answer_values import count_of
from registry.public_answers.cells import SUPPRESSED, Answers, rows_of
from registry.public_answers.earlier import COUNTS, Version, told
from registry.public_answers.fees import FeeLines
from registry.public_answers.judged import public_assessment
from registry.public_answers.oversight import hide_cases, hide_findings, hide_training
from registry.public_answers.published import published_versions
from registry.public_answers.recruitment import (
    corridor_key,
    hide_corridors,
    hide_headcounts,
    hide_lapsed_passes,
    hide_recruits,
)
from registry.public_answers.treatment import hide_residents, hide_wages, number_sites
from registry.suppression import Told, is_small

PEOPLE = (
    "doc_passports_held",
    "doc_passes_total",
    "doc_passes_lapsed",
    "doc_substitution_cases",
    "wag_late_cases",
    "wag_rest_day_breaches",
    "grv_cases_opening",
    "grv_cases_received",
    "grv_cases_women",
    "grv_cases_men",
    "grv_cases_closed",
    "mon_worker_interviews",
)
"""Single answers that count people, or what happened to them."""


def public_answers(
    pages: Mapping[str, Mapping[str, Any]], earlier: Sequence[Version] = ()
) -> dict[str, Answers]:
    """A copy of the answers, page by page, with small numbers suppressed.

    ``earlier``: the versions that are public already.
    """
    copy: dict[str, Answers] = deepcopy({name: dict(answers) for name, answers in pages.items()})
    known = {table: told(earlier, table, rows_of(pages, table)) for table in COUNTS}
    _hide_treatment(copy, known)
    hide_cases(copy.get("cases", {}))
    hide_findings(rows_of(copy, "findings"))
    hide_training(rows_of(copy, "training"))
    hide_lapsed_passes(copy.get("movement", {}))
    for answers in copy.values():
        for name in PEOPLE:
            if is_small(count_of(answers.get(name))):
                answers[name] = SUPPRESSED
    corridors, fees = rows_of(copy, "corridors"), rows_of(copy, "fees")
    small_corridors = hide_corridors(corridors, known["corridors"])
    published = [line for version in earlier for line in rows_of(version.shown, "fees")]
    FeeLines(fees, small_corridors, published).hide_in(fees)
    hide_recruits(rows_of(copy, "recruiters"), known["recruiters"], corridors=corridors)
    return copy


def _hide_treatment(pages: dict[str, Answers], known: Mapping[str, Told]) -> None:
    """Wages and housing beside the workforce: who reads two of the tables can subtract."""
    workforce, housing = rows_of(pages, "workforce"), rows_of(pages, "housing")
    whole = deepcopy(workforce)
    hide_headcounts(workforce, known["workforce"])
    hide_wages(rows_of(pages, "wages"), known["wages"], whole=whole, shown=workforce)
    hide_residents(housing, known["housing"], whole=whole, shown=workforce)
    number_sites(housing)


__all__ = [
    "SUPPRESSED",
    "Version",
    "corridor_key",
    "public_answers",
    "public_assessment",
    "published_versions",
    "rows_of",
]
