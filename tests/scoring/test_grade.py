"""How findings add up: bands by the exact score, the score that is shown, and confidence."""

from datetime import date
from fractions import Fraction

import pytest

from registry.scoring import assess, load_catalogue
from registry.scoring.grade import band_of, least_above, overall, shown
from registry.scoring.model import Theme, ThemeScore
from tests.scoring.filings import changed, clean

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)


def judge(**changes):
    return assess(changed(changes), on=ENDS, catalogue=CATALOGUE)


@pytest.mark.parametrize(
    ("score", "band"),
    [("85", "A"), ("84.999", "B"), ("70", "B"), ("69.999", "C"), ("55", "C"), ("54.999", "D"),
     ("40", "D"), ("39.999", "E"), ("0", "E"), ("100", "A")],
)  # fmt: skip
def test_the_band_goes_by_the_exact_score(score, band):
    assert band_of(Fraction(score), CATALOGUE.bands).id == band


@pytest.mark.parametrize(
    ("score", "ceiling", "text"),
    [
        ("94.25", None, "94.3"),
        ("94.25", 70, "69.9"),
        ("84.96", 85, "84.9"),
        ("69.9", 70, "69.9"),
        ("12.34", 40, "12.3"),
        ("100", None, "100.0"),
    ],
)
def test_a_shown_score_is_rounded_half_up_and_stays_under_the_next_band(score, ceiling, text):
    assert shown(Fraction(score), ceiling) == text


def test_nothing_stands_above_the_best_band():
    assert least_above(CATALOGUE.band("A"), CATALOGUE.bands) is None
    assert least_above(CATALOGUE.band("E"), CATALOGUE.bands) == 40


def test_a_theme_without_a_criterion_that_applies_is_left_out_of_the_mean():
    themes = [Theme(name, {}, share) for name, share in (("X", 10), ("Y", 30), ("Z", 60))]
    scores = [Fraction(100), Fraction(50), None]
    pairs = [ThemeScore(theme, score) for theme, score in zip(themes, scores, strict=True)]
    assert overall(pairs) == Fraction(10 * 100 + 30 * 50, 40)
    assert overall(pairs[2:]) is None


def test_the_score_is_the_mean_of_the_themes_by_their_shares():
    record = judge(doc_movement_items=["none"]).as_dict()
    scores = {each["id"]: each["score"] for each in record["themes"]}
    assert scores == {theme.id: "100.0" for theme in CATALOGUE.themes} | {"DOC": "75.0"}
    exact = (87 * 100 + 13 * 75) / 100
    assert record["score"] == record["score_before_gates"] == f"{exact:.1f}"


def test_a_capped_score_stands_beside_the_score_before_gates():
    record = judge(doc_passport_holder="employer").as_dict()
    assert (record["band"], record["grade"]) == ("A", "E")
    assert (record["score"], record["score_before_gates"]) == ("39.9", "95.9")
    assert [gate["id"] for gate in record["gates"]] == ["G4", "GL1"]
    assert record["legal_gaps"] == ["DOC-01"]


def test_a_filing_that_nobody_approved_keeps_its_findings_and_has_no_grade():
    record = judge(gov_approval_body="none").as_dict()
    assert record["result"] == "filed_not_scored"
    assert record["grade"] is record["band"] is record["score"] is None
    assert record["score_before_gates"] is not None
    assert len(record["findings"]) == 45


def test_a_record_has_exactly_the_names_that_pages_and_exports_read():
    record = assess(clean(), on=ENDS, catalogue=CATALOGUE).as_dict()
    assert list(record) == [
        "catalogue", "on", "result", "score_before_gates", "score", "band", "grade", "confidence",
        "marks", "themes", "gates", "findings", "consistency", "metrics", "flags", "legal_gaps",
    ]  # fmt: skip
    assert list(record["findings"][0]) == [
        "criterion", "theme", "title", "question", "level", "about", "weight", "outcome",
        "remedied", "sentence", "values", "rule", "advice", "would_change", "since", "citations",
        "evidence_level",
    ]  # fmt: skip
    assert list(record["marks"]) == ["completeness", "substance", "verification"]
    assert [name for name, raised in record["flags"].items() if raised] == [
        "employs_migrants", "recruited", "uses_recruiters", "provides_housing", "has_suppliers",
        "filed_before",
    ]  # fmt: skip


def test_what_disagrees_is_kept_with_its_place_and_in_both_languages():
    each = judge(doc_passports_held=5).as_dict()["consistency"][0]
    assert list(each) == [
        "check", "kind", "counts", "explained", "title", "sentence", "to_do", "places",
    ]  # fmt: skip
    assert each["sentence"] == {
        "en": "Workers are said to hold their own passports, yet the organisation holds 5.",
        "ms": "Dinyatakan bahawa pekerja memegang pasport sendiri, tetapi organisasi menyimpan 5.",
    }
    assert each["places"] == [
        {"field": "doc_passport_holder", "row": None, "column": None},
        {"field": "doc_passports_held", "row": None, "column": None},
    ]


def test_evidence_raises_confidence_and_never_the_score():
    document = "cd" * 32
    rows = [
        {"document": document, "criterion": each.id, "kind": "independent"}
        for each in CATALOGUE.criteria
    ]
    plain, checked = judge(), judge(evidence=rows)
    assert (plain.confidence.label, checked.confidence.label) == ("low", "high")
    assert plain.score == checked.score
    assert checked.as_dict()["confidence"] == {"value": "1.00", "label": "high", "capped_by": []}


@pytest.mark.parametrize(
    ("criterion", "kind", "level"),
    [
        ("DOC-01", "document", "E2"),
        ("DOC-01", "internal_audit", "E3"),
        ("DOC-01", "worker_sourced", "E3"),
        ("DOC-01", "independent", "E4"),
        ("DOC-02", "independent", "E1"),
        ("general", "independent", "E2"),
    ],
)
def test_the_level_of_evidence_goes_by_its_kind(criterion, kind, level):
    evidence = [{"document": "cd" * 32, "criterion": criterion, "kind": kind}]
    assert judge(evidence=evidence).finding("DOC-01").evidence_level == level


def test_an_answer_that_is_not_given_has_no_evidence():
    evidence = [{"document": "cd" * 32, "criterion": "DOC-01", "kind": "document"}]
    assert (
        judge(doc_passport_holder=None, evidence=evidence).finding("DOC-01").evidence_level == "E0"
    )


def test_an_untested_zero_is_held_with_medium_confidence_at_most():
    rows = [
        {"document": "cd" * 32, "criterion": each.id, "kind": "independent"}
        for each in CATALOGUE.criteria
    ]
    untested = judge(evidence=rows, rows=[{"table": "corridors", "put": {"interviews_post": 0}}])
    assert untested.as_dict()["confidence"]["label"] == "medium"
    assert untested.confidence.capped_by == ("G9",)
