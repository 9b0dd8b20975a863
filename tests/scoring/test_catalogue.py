"""A catalogue that is not understood is refused, with the file, the place and the remedy."""

import re
import shutil
from datetime import date

import pytest

from registry.scoring import FIELDS, CatalogueError, Outcome, assess, load_catalogue
from registry.scoring.answers import Answers
from registry.scoring.case import open_case
from registry.scoring.catalogue import CRITERIA
from registry.scoring.model import WHOLE
from registry.scoring.rules import RULES
from registry.scoring.shapes import Kind
from registry.scoring.wording import words
from tests.scoring.filings import changed, clean

CATALOGUE = load_catalogue()


TEXTS = ("title", "question", "why_we_ask", "evidence", "advice", "rule")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CRITERIA, tmp_path / "criteria")


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("governance.yaml", "GOV-02:", "GOV-01:", "'GOV-01' appears twice; keep one"),
        ("governance.yaml", "GOV-02:", "on:", "write the key True in quotes"),
        ("governance.yaml", "weight: 4", "wieght: 4", "version 1: write ['weight']"),
        ("governance.yaml", "weight: 4", "weight: four", "weight a whole number"),
        ("governance.yaml", "since: 2023-07-01", "since: soon", "since is a date"),
        ("governance.yaml", "grace_days: 90", "grace_days: 90.5", "write 90.5 in quotes"),
        ("governance.yaml", "grace_days: 90", "grace: 90", "'grace_days', which values lacks"),
        ("governance.yaml", "level: expected", "level: hoped", "level: write one of"),
        ("governance.yaml", "about: disclosure", "about: talk", "about: write one of"),
        ("governance.yaml", "  about: disclosure\n", "", "GOV-01: write ['about']"),
        ("fees.yaml", "remedied: true", "remedied: maybe", "remedied: write true"),
        ("fees.yaml", "follows_a_case: true", "follows_a_case: 1", "follows_a_case: write true"),
        ("consistency.yaml", "X44:", "X99:", "write a function in registry/scoring/consistency"),
        ("consistency.yaml", "  to_do:", "  to_be_done:", "X1: write ['to_do']"),
        ("governance.yaml", "UK54-F, AU16", "UK54-F, AU99", "describe AU99 in sources.yaml"),
        ("governance.yaml", "filing_due_on]", "filing_dew_on]", "declare ['filing_dew_on']"),
        ("governance.yaml", "Annual statement published on time", "", "title en: write the text"),
        ("governance.yaml", "{due:date}.", "{due:day}.", "show a value as one of"),
        (
            "governance.yaml",
            "by its deadline of {due:date}.",
            "in time.",
            "the same values in both",
        ),
        ("governance.yaml", "GOV-04:", "GOV-05:", "write a function in registry/scoring/rules"),
        ("shared.yaml", "  ms: Organisasi menjawab", "  my: Organisasi menjawab", "write ['ms']"),
        ("gates.yaml", "G13:", "G14:", "write a function in registry/scoring/gates.py"),
        ("gates.yaml", "cap: B", "ceiling: B", "version 1: write ['cap']"),
        ("gates.yaml", "cap: B", "cap: F", "cap: write one of"),
        ("themes.yaml", "GOV: {weight_share", "GUV: {weight_share", "theme: write one of"),
        ("sources.yaml", "documents:", "papers:", "sources.yaml: write ['documents']"),
        ("themes.yaml", "my-atip", "[", "themes.yaml"),
    ],
)
def test_a_mistake_is_refused_with_its_place_and_remedy(folder, file, old, new, complaint):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError, match=re.escape(complaint)):
        load_catalogue(folder)


def test_a_rule_without_text_is_refused(folder):
    text = (folder / "recruiters.yaml").read_text("utf-8")
    (folder / "recruiters.yaml").write_text(text.split("AGT-06:")[0], "utf-8")
    with pytest.raises(CatalogueError, match=r"entry in the catalogue for: \['AGT-06'\]"):
        load_catalogue(folder)


def test_the_hash_changes_with_any_text_and_with_nothing_else(folder):
    assert load_catalogue(folder).sha256 == CATALOGUE.sha256
    text = (folder / "shared.yaml").read_text("utf-8")
    other = shutil.copytree(folder, folder.parent / "other")
    (other / "shared.yaml").write_text(text.replace("tidak tahu", "tidak pasti"), "utf-8")
    assert load_catalogue(other).sha256 != CATALOGUE.sha256


def test_the_45_criteria_have_the_weights_of_the_research():
    """In the order of their numbers within a theme."""
    weights = {theme.id: [] for theme in CATALOGUE.themes}
    for criterion in CATALOGUE.criteria:
        assert criterion.id == f"{criterion.theme}-{len(weights[criterion.theme]) + 1:02}"
        weights[criterion.theme].append(criterion.versions[-1].weight)
    assert weights == {
        "GOV": [4, 3, 3, 2], "STR": [2, 3, 2, 2], "RSK": [3, 3],
        "FEE": [3, 5, 5, 4, 3, 4, 5, 3, 2], "DOC": [5, 4, 4, 3], "WAG": [5, 4, 3, 4, 3],
        "AGT": [5, 3, 3, 3, 3, 2], "GRV": [5, 3, 4], "TRN": [2, 3], "MON": [3, 2, 2],
        "DIS": [3, 2, 2],
    }  # fmt: skip
    shares = [theme.weight_share for theme in CATALOGUE.themes]
    assert shares == [10, 8, 6, 26, 13, 11, 10, 8, 3, 3, 2]
    assert sum(shares) == 100


@pytest.mark.parametrize("criterion", CATALOGUE.criteria, ids=lambda each: each.id)
def test_a_criterion_speaks_both_languages_and_rests_on_sources(criterion):
    texts = [getattr(criterion, name) for name in TEXTS]
    texts += [reason.sentence for reason in criterion.reasons.values()]
    texts += [reason.lift for reason in criterion.reasons.values() if reason.lift]
    for version in criterion.versions:
        texts += filter(None, [version.rule, version.change])
        assert version.citations
        for cited in version.citations:
            assert cited.title and cited.section
            assert cited.url is None or cited.url.startswith("http")
    for text in texts:
        assert text["en"].strip() and text["ms"].strip()
        assert text["en"] != text["ms"] or len(text["en"]) < 30, text


def test_every_theme_gate_and_level_of_a_criterion_is_known():
    themes = {theme.id for theme in CATALOGUE.themes}
    assert {criterion.theme for criterion in CATALOGUE.criteria} == themes
    legal = [each.id for each in CATALOGUE.criteria if each.level == "legal_minimum"]
    assert legal == [
        "FEE-04", "FEE-05", "DOC-01", "DOC-04", "WAG-01", "WAG-02", "WAG-04", "WAG-05", "AGT-01",
    ]  # fmt: skip


def test_every_word_that_a_sentence_may_need_is_translated():
    listed = {
        word
        for criterion in CATALOGUE.criteria
        for version in criterion.versions
        for value in version.values.values()
        if isinstance(value, list)
        for word in value
    }
    named = (
        "gov_approval_body",
        "gov_signatory_role",
        "doc_passport_holder",
        "doc_pass_cost_payer",
    )
    listed |= {choice for name in named for choice in FIELDS[name].choices}
    assert listed <= words().keys()


def test_every_item_that_a_rule_counts_is_one_that_the_form_offers():
    asked = {
        "GOV-03": [("items", "gov_policy_items"), ("core", "gov_policy_items"),
                   ("scope", "gov_policy_scope")],
        "GOV-04": [("items", "gov_anticorruption_items")],
        "FEE-01": [("all", "fee_policy_categories"), ("core", "fee_policy_categories")],
        "DOC-01": [("terms", "doc_storage_terms")],
        "DOC-02": [("items", "doc_contract_items"), ("core", "doc_contract_items")],
        "DOC-03": [("items", "doc_movement_items"), ("core", "doc_movement_items")],
        "WAG-02": [("never", "wag_deduction_types"), ("approval", "wag_deduction_types")],
        "GRV-01": [("outside", "grv_channels")],
        "MON-01": [("audits", "mon_audit_types"), ("elected", "mon_worker_rep")],
    }  # fmt: skip
    for id, pairs in asked.items():
        for version in CATALOGUE.criterion(id).versions:
            for value, field in pairs:
                assert set(version.values[value]) <= set(FIELDS[field].choices), (id, value)


def test_a_rule_reads_only_the_fields_that_its_criterion_names(monkeypatch):
    read = set()
    for getter in ("word", "words", "yes", "count", "day"):
        original = getattr(Answers, getter)

        def recording(self, name, original=original):
            read.add(name)
            return original(self, name)

        monkeypatch.setattr(Answers, getter, recording)
    variants = [
        clean(),
        changed({"doc_passport_holder": "employer_voluntary", "gov_approval_body": "none"}),
        changed({"fees": [], "filing_submitted_on": "2026-08-01", "fee_remedy_plan": "yes"}),
    ]
    for filing in variants:
        case = open_case(filing, date(2025, 12, 31))
        for criterion in CATALOGUE.criteria:
            read.clear()
            RULES[criterion.id](case, criterion.versions[-1].values)
            assert read <= set(criterion.fields), criterion.id


def test_a_field_knows_the_criteria_that_ask_for_it():
    assert [each.id for each in CATALOGUE.asking("doc_passport_holder")] == ["DOC-01"]
    assert len(CATALOGUE.asking("fees")) == 8
    assert CATALOGUE.asking("gov_accountable_post") == []


def test_before_the_first_criterion_there_is_nothing_to_judge():
    with pytest.raises(ValueError, match="no criterion was in force on 2017-12-31"):
        assess(clean(), on=date(2017, 12, 31), catalogue=CATALOGUE)


def test_points_are_earned_only_by_meeting_a_criterion():
    earned = {str(outcome): outcome.points / WHOLE for outcome in Outcome if outcome.points}
    assert earned == {"met": 1.0, "partly_met": 0.5}


def test_every_table_column_and_field_has_a_kind_that_can_be_read():
    for field in FIELDS.values():
        assert (field.kind is Kind.TABLE) == bool(field.columns)
        assert (field.kind in (Kind.CHOICE, Kind.CHOICES)) == bool(field.choices)
