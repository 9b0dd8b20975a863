"""A blank never does better than the answer that it replaces, and rows may come in any order."""

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from registry.scoring import FIELDS, Outcome, load_catalogue
from registry.scoring.case import open_case
from registry.scoring.model import Verdict
from registry.scoring.rules import RULES
from registry.scoring.shapes import Kind
from tests.scoring.filings import Filing, changed
from tests.scoring.test_cases import CASES

CATALOGUE = load_catalogue()
THEMES = ("wages", "grievance", "training", "monitoring")
CHOSEN = [param for param in CASES if param.id.split(":")[0] in THEMES]


def judged(case: dict[str, Any]) -> tuple[Filing, date, list[str]]:
    filing = changed(case.get("change", {}))
    ends = case.get("ends") or date.fromisoformat(filing["filing_period_end"])
    return filing, ends, list(case.get("expect", {}))


def verdict(filing: Filing, ends: date, id: str) -> Verdict:
    values = CATALOGUE.criterion(id).versions[-1].values
    return RULES[id](open_case(filing, ends), values)


def blanked(filing: Filing, id: str) -> Iterator[tuple[str, Filing]]:
    """The filing with one answer or one cell taken away, for each that the criterion reads."""
    for name in CATALOGUE.criterion(id).fields:
        if name.startswith("filing_") or not filing.get(name):
            continue
        if FIELDS[name].kind is not Kind.TABLE:
            yield name, {**filing, name: None}
            continue
        for number, row in enumerate(filing[name]):
            for column in row:
                rows = copy.deepcopy(filing[name])
                rows[number][column] = None
                yield f"{name} {number} {column}", {**filing, name: rows}


@pytest.mark.parametrize("case", CHOSEN)
def test_a_blank_never_does_better_than_an_answer(case):
    filing, ends, ids = judged(case)
    for id in ids:
        before = verdict(filing, ends, id)
        for place, silent in blanked(filing, id):
            after = verdict(silent, ends, id)
            if Outcome.DOES_NOT_APPLY not in (before.outcome, after.outcome):
                assert after.outcome.points <= before.outcome.points, (id, place, before, after)


@pytest.mark.parametrize("case", CHOSEN)
def test_the_order_of_rows_changes_no_finding(case):
    filing, ends, ids = judged(case)
    tables = {name for name, field in FIELDS.items() if field.kind is Kind.TABLE} & filing.keys()
    turned = {**filing, **{name: filing[name][::-1] for name in tables}}
    for id in ids:
        assert verdict(turned, ends, id) == verdict(filing, ends, id)
