"""Every case of cases/*.yaml: a filing, the end of its period, and the findings to expect."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from registry.scoring import Assessment, Level, Outcome, assess, load_catalogue
from tests.scoring.filings import changed

CATALOGUE = load_catalogue()
FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
KEYS = {"name", "ends", "change", "expect", "grade", "gates", "absent", "all_in_force"}
"""``absent`` names criteria that are not in force yet, among others."""
NEVER = {
    Outcome.DOES_NOT_APPLY: {
        "GOV-01", "GOV-02", "GOV-03", "STR-01", "STR-02", "RSK-01", "WAG-01", "GRV-01", "GRV-02",
        "TRN-01", "MON-02", "DIS-01", "DIS-02", "DIS-03",
    },
    Outcome.PARTLY_MET: {"WAG-01"},
    Outcome.NOT_MET: {"GRV-02"},
}  # fmt: skip


def _read(path: Path) -> list[dict[str, Any]]:
    cases = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert all(set(case) <= KEYS for case in cases), f"{path.name}: an unknown key"
    return cases


CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}") for path in FILES for case in _read(path)
]


@cache
def _assess_all() -> tuple[Assessment, ...]:
    return tuple(_judge(param.values[0]) for param in CASES)


def _judge(case: dict[str, Any]) -> Assessment:
    filing = changed(case.get("change", {}))
    ends = case.get("ends") or date.fromisoformat(filing["filing_period_end"])
    return assess(filing, on=ends, catalogue=CATALOGUE)


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    assessment = _judge(case)
    found = {each.criterion.id: each.verdict for each in assessment.findings}
    expected = case.get("expect", {})
    assert {id: [str(found[id].outcome), found[id].reason] for id in expected} == expected
    if "grade" in case:
        assert assessment.grade == case["grade"]
    if "gates" in case:
        assert [fired.gate.id for fired in assessment.grading.gates] == case["gates"]
    absent = {each.id for each in CATALOGUE.criteria} - found.keys()
    assert set(case.get("absent", ())) <= absent
    if case.get("all_in_force"):
        assert not absent


def test_the_name_of_each_case_is_its_own():
    names = [param.id for param in CASES]
    assert len(set(names)) == len(names)


def test_every_version_of_every_criterion_is_shown_in_every_outcome_that_it_can_have():
    shown = {
        (each.criterion.id, each.version.since, each.outcome)
        for assessment in _assess_all()
        for each in assessment.findings
    }
    wanted = {
        (criterion.id, version.since, outcome)
        for criterion in CATALOGUE.criteria
        for version in criterion.versions
        for outcome in Outcome
        if outcome is not Outcome.DO_NOT_KNOW and criterion.id not in NEVER.get(outcome, ())
    }
    assert wanted <= shown, f"Add cases for: {sorted(wanted - shown)}"


def test_every_reason_is_given_in_some_case_and_reads_well_in_both_languages():
    given = defaultdict(set)
    for assessment in _assess_all():
        for each, plain in zip(assessment.findings, assessment.as_dict()["findings"], strict=True):
            given[each.criterion.id].add(each.verdict.reason)
            texts = [plain["sentence"], plain["rule"], plain["advice"], plain["would_change"]]
            for text in filter(None, texts):
                assert all(text[lang] and "{" not in text[lang] for lang in ("en", "ms")), text
            settled = each.outcome in (Outcome.MET, Outcome.DOES_NOT_APPLY)
            assert (plain["would_change"] is None) == settled, (each.criterion.id, each.verdict)
    shared = set.intersection(*(set(criterion.reasons) for criterion in CATALOGUE.criteria))
    unused = {
        f"{criterion.id} {reason}"
        for criterion in CATALOGUE.criteria
        for reason in set(criterion.reasons) - given[criterion.id] - shared
    }
    assert not unused, f"Add cases for: {sorted(unused)}"
    assert shared <= set.union(*given.values())


def test_every_gate_fires_in_some_case_and_says_why_in_both_languages():
    fired = {
        gate["id"]: gate for assessment in _assess_all() for gate in assessment.as_dict()["gates"]
    }
    assert fired.keys() == {gate.id for gate in CATALOGUE.gates}
    assert all(
        gate[text][lang]
        for gate in fired.values()
        for text in ("why", "lift")
        for lang in ("en", "ms")
    )


def test_legal_gaps_are_the_legal_minimums_that_are_open():
    for assessment in _assess_all():
        open_outcomes = (Outcome.NOT_MET, Outcome.NOT_DISCLOSED, Outcome.DO_NOT_KNOW)
        assert set(assessment.legal_gaps) == {
            each.criterion.id
            for each in assessment.findings
            if each.criterion.level is Level.LEGAL_MINIMUM and each.outcome in open_outcomes
        }
