"""Changes make another catalogue; the one they are applied to stays as it is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from registry.scoring import CatalogueError, assess, load_catalogue
from registry.scoring.adjustable import (
    Sort,
    entry_of,
    part_names,
    settings_of,
    subject,
    subjects,
)
from registry.scoring.changes import Change, as_if_always, like, read_change, with_changes
from tests.scoring.filings import clean

CATALOGUE = load_catalogue()
SINCE = date(2027, 1, 1)
REASON = {"en": "Because.", "ms": "Kerana."}
END = date(2025, 12, 31)


def change(target, *, since=SINCE, weight=None, cap=None, **values):
    return Change(target, since, REASON, values, weight, cap)


def changed(*changes):
    return with_changes(CATALOGUE, changes, version="next")


def test_a_change_is_a_new_version_of_its_criterion():
    after = changed(change("FEE-05", weight=5, repaid_share="0.9"))
    old, new = after.criterion("FEE-05").versions[-2:]
    assert old == CATALOGUE.criterion("FEE-05").versions[-1]
    assert (new.since, new.weight, new.change) == (SINCE, 5, REASON)
    assert new.values["repaid_share"] == Decimal("0.9")
    assert new.values["tested_share"] == old.values["tested_share"]
    assert "90%" in new.rule["en"]
    assert new.citations == old.citations


def test_a_change_is_a_new_version_of_its_gate():
    after = changed(change("G3b", cap="D", repaid_share="0.9"))
    [before] = [g for g in after.gates_in_force(SINCE - timedelta(days=1)) if g.id == "G3b"]
    [found] = [g for g in after.gates_in_force(SINCE) if g.id == "G3b"]
    assert (before.cap, found.cap, found.change) == ("C", "D", REASON)
    assert found.values == {"repaid_share": Decimal("0.9")}


def test_nothing_else_changes():
    after = changed(change("FEE-05", weight=5))
    others = [c for c in after.criteria if c.id != "FEE-05"]
    assert others == [c for c in CATALOGUE.criteria if c.id != "FEE-05"]
    assert (after.gates, after.themes, after.bands) == (
        CATALOGUE.gates,
        CATALOGUE.themes,
        CATALOGUE.bands,
    )
    assert load_catalogue().criterion("FEE-05").versions[-1].weight != 5


def test_earlier_periods_are_judged_as_before():
    before = assess(clean(), on=END, catalogue=CATALOGUE)
    after = assess(clean(), on=END, catalogue=changed(change("FEE-05", weight=20)))
    assert (before.score, before.grade) == (after.score, after.grade)


def test_tried_on_earlier_periods_it_counts():
    never = change("FEE-06", met_declared="1", met_interviewed="1")
    before = assess(clean(), on=END, catalogue=CATALOGUE).finding("FEE-06")
    tried = as_if_always(CATALOGUE, [never], version="tried")
    after = assess(clean(), on=END, catalogue=tried).finding("FEE-06")
    assert before.outcome != after.outcome
    assert [v.since for v in tried.criterion("FEE-06").versions] == [
        v.since for v in CATALOGUE.criterion("FEE-06").versions
    ]


def test_the_hash_follows_from_the_changes():
    one, two = changed(change("FEE-05", weight=5)), changed(change("FEE-05", weight=6))
    assert len({CATALOGUE.sha256, one.sha256, two.sha256}) == 3
    assert one.sha256 == changed(change("FEE-05", weight=5)).sha256
    assert one.version == "next"


def test_a_change_is_kept_as_plain_json():
    made = change("GOV-02", met_roles=["director", "ceo"])
    assert read_change(made.as_dict()) == made
    found = changed(read_change(made.as_dict())).criterion("GOV-02").versions[-1]
    assert found.values["met_roles"] == ["director", "ceo"]


def test_a_later_change_builds_on_an_earlier_one():
    later = change("FEE-05", since=date(2028, 1, 1), weight=2)
    after = changed(change("FEE-05", repaid_share="0.9"), later).criterion("FEE-05")
    assert after.versions[-1].values["repaid_share"] == Decimal("0.9")
    assert after.versions[-1].weight == 2
    assert after.version_on(SINCE).weight == CATALOGUE.criterion("FEE-05").versions[-1].weight


def test_what_the_files_say_already_is_not_said_twice():
    folded = changed(change("FEE-05", repaid_share="0.9"))
    again = with_changes(folded, [change("FEE-05", repaid_share="0.9")], version="again")
    assert again.criterion("FEE-05").versions == folded.criterion("FEE-05").versions


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (change("FEE-99"), "there is no such criterion or gate"),
        (change("FEE-05", gone_share="0.9"), "there is no value gone_share"),
        (change("FEE-05", repaid_share="many"), "'many' is not a number"),
        (change("FEE-05", repaid_share="NaN"), "'NaN' is not a number"),
        (change("FEE-05", repaid_share=["0.9"]), "is not like"),
        (change("GOV-01", grace_days=True), "is not like"),
        (change("FEE-05", cap="D"), "a criterion has no cap"),
        (change("G3b", weight=3), "a gate has no weight"),
        (change("G3b", cap="F"), "there is no band F"),
        (change("G1", cap="D"), "not scored at all"),
        (change("FEE-05", since=date(1990, 1, 1), weight=1), "no version is in force"),
    ],
)
def test_a_change_that_means_nothing_is_refused_by_name(made, words):
    with pytest.raises(CatalogueError, match=words) as refused:
        changed(made)
    assert made.target in str(refused.value)


def test_two_versions_of_one_day_are_refused():
    with pytest.raises(CatalogueError, match="another version begins on that day"):
        changed(change("FEE-05", weight=5), change("FEE-05", weight=6))


@pytest.mark.parametrize("part", part_names(CATALOGUE))
def test_every_setting_can_be_typed_and_says_what_it_is(part):
    for each in subjects(CATALOGUE, part):
        for setting in each.settings:
            assert like(setting.current, setting.plain) == setting.current
            assert setting.sort is not Sort.WORDS or set(setting.plain) <= set(setting.choices)
            assert setting.clause is None or all("…" in text for text in setting.clause.values())


def test_settings_and_entries_say_the_same():
    found = subject(CATALOGUE, "FEE-05")
    entry = entry_of(found, {"weight": 1, "value.repaid_share": "0.9", "value.tested_share": "0.1"})
    assert entry == {
        "target": "FEE-05",
        "weight": 1,
        "cap": None,
        "values": {"repaid_share": "0.9"},
    }
    assert settings_of(entry) == {"weight": 1, "value.repaid_share": "0.9"}
    assert entry_of(found, {setting.name: setting.plain for setting in found.settings}) is None
