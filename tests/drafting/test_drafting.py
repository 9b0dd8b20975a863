"""A senior officer drafts other rules and fills them in."""

from datetime import date

import pytest

from registry import adopted
from registry.drafting import services
from registry.extensions import db
from registry.models import InvalidTransition, RuleDraft, SavedMeanwhile, StaffRole
from registry.scoring.adjustable import Sort, entry_of, part_names, subjects
from registry.scoring.changes import Change, as_if_always
from registry.scoring.wording import words
from tests import factories as make
from tests.drafting.rules import STRICTER, a_draft

pytestmark = pytest.mark.usefixtures("session")
RULES = "/en/review/rules/"


def values_of(draft):
    db.session.refresh(draft)
    return {entry["target"]: entry for entry in draft.changes}


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_a_draft_begins_from_the_rules_in_force(client, senior, lang):
    client.sign_in(senior)
    client.fill(f"/{lang}/review/rules/", title="Repay more")
    address = client.page(f"/{lang}/review/rules/").links["Repay more"]
    client.page(address)
    for part in part_names(adopted.catalogue()):
        client.page(f"{address}values/{part}")
    client.page(f"{address}about")


def test_a_draft_needs_a_name(client, senior):
    answer = client.sign_in(senior).fill(RULES, title=" ")
    assert answer.status_code == 422
    assert "Give the draft a name" in answer.text


def test_only_what_differs_is_kept(client, senior):
    draft = services.start("Repay more", by=senior, at=make.AT)
    client.sign_in(senior)
    answers = {
        "FEE-05-value-repaid_share": "97.5",
        "FEE-09-value-met_layers": "2",
        "FEE-05-weight": "4",
    }
    answer = client.fill(f"{RULES}{draft.id}/values/FEE", **answers)
    assert answer.status_code == 303
    assert values_of(draft) == {
        "FEE-05": {
            "target": "FEE-05",
            "weight": 4,
            "cap": None,
            "values": {"repaid_share": "0.975"},
        },
        "FEE-09": {"target": "FEE-09", "weight": None, "cap": None, "values": {"met_layers": 2}},
    }
    client.fill(f"{RULES}{draft.id}/values/gates", **{"G3b-cap": "D"})
    assert values_of(draft)["G3b"]["cap"] == "D"
    assert "97.5%" in client.page(f"{RULES}{draft.id}/").text
    client.fill(f"{RULES}{draft.id}/values/FEE", **{"FEE-05-value-repaid_share": "95"})
    assert values_of(draft)["FEE-05"]["values"] == {}


def test_lists_are_chosen_from_the_words_of_the_filing(client, senior):
    draft = services.start("Ministers sign", by=senior, at=make.AT)
    client.sign_in(senior)
    place = f"{RULES}{draft.id}/values/GOV"
    client.fill(place, **{"GOV-02-value-met_roles": ["director", "ceo"]})
    assert values_of(draft)["GOV-02"]["values"] == {"met_roles": ["director", "ceo"]}
    answer = client.fill(place, **{"GOV-02-value-met_roles": ["minister"]})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("GOV-01-value-grace_days", "soon", "Enter a whole number"),
        ("GOV-01-value-grace_days", "", "Enter a value"),
        ("GOV-01-weight", "21", "Enter a weight from 0 to 20"),
    ],
)
def test_what_cannot_be_read_is_asked_again_as_it_was_typed(client, senior, name, typed, words):
    draft = services.start("A shorter delay", by=senior, at=make.AT)
    answer = client.sign_in(senior).fill(f"{RULES}{draft.id}/values/GOV", **{name: typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{typed}"' in answer.text
    assert values_of(draft) == {}


def test_a_share_is_a_percentage(client, senior):
    draft = services.start("Repay more", by=senior, at=make.AT)
    name = "FEE-05-value-repaid_share"
    answer = client.sign_in(senior).fill(f"{RULES}{draft.id}/values/FEE", **{name: "130"})
    assert "Enter a percentage from 0 to 100" in answer.text


def test_from_when_and_why(client, senior):
    draft = services.start("A shorter delay", by=senior, at=make.AT)
    place = f"{RULES}{draft.id}/about"
    client.sign_in(senior)
    answer = client.fill(place, title="Delay", since="next year", reason_en="Because")
    assert answer.status_code == 422
    assert "Enter a day that exists" in answer.text
    client.fill(place, title="Delay", since="1/1/2099", reason_en="Because", reason_ms="Kerana")
    db.session.refresh(draft)
    assert (draft.title, draft.since.isoformat()) == ("Delay", "2099-01-01")
    assert draft.reason == {"en": "Because", "ms": "Kerana"}


def test_two_who_save_at_once_are_both_told_and_nothing_is_lost(client, new_client, senior):
    draft = services.start("A shorter delay", by=senior, at=make.AT)
    other = make.a_user("Lim Admin", staff=StaffRole.ADMINISTRATOR)
    db.session.commit()
    place = f"{RULES}{draft.id}/values/GOV"
    first, second = client.sign_in(senior), new_client().sign_in(other)
    opened = {"revision": "1", "GOV-01-value-grace_days": "45"}
    assert first.fill(place, **opened).status_code == 303
    answer = second.fill(place, revision="1", **{"GOV-01-value-grace_days": "60"})
    assert answer.status_code == 409
    assert "Somebody saved this draft while you had it open" in answer.text
    assert 'value="60"' in answer.text
    assert ">45<" in answer.text
    assert values_of(draft)["GOV-01"]["values"] == {"grace_days": 45}
    again = second.fill(place, revision="2", **{"GOV-01-value-grace_days": "60"})
    assert again.status_code == 303
    answer = first.fill(f"{RULES}{draft.id}/about", revision="1", title="Another name")
    assert answer.status_code == 409
    assert "Another name" in answer.text


def test_a_save_from_an_old_page_is_refused(senior):
    draft = a_draft(senior)
    with pytest.raises(SavedMeanwhile):
        services.save_changes(
            draft, [STRICTER], about={"GOV-01"}, revision=1, by=senior, at=make.AT
        )


def test_what_is_put_aside_stays_as_it_was(client, senior):
    draft = a_draft(senior)
    services.abandon(draft, by=senior, at=make.AT)
    with pytest.raises(InvalidTransition):
        services.propose(draft, by=senior, at=make.AT)
    client.sign_in(senior).page(f"{RULES}{draft.id}/")
    client.page(f"{RULES}{draft.id}/values/GOV", status=409)


@pytest.mark.parametrize("role", [StaffRole.OFFICER, StaffRole.MONITOR])
def test_officers_and_monitors_read(client, senior, role):
    draft = a_draft(senior)
    client.sign_in(make.a_user(staff=role))
    page = client.page(f"{RULES}{draft.id}/")
    assert "Propose for adoption" not in page.text
    assert "Start a draft" not in client.page(RULES).text
    client.page(f"{RULES}{draft.id}/about", status=403)
    assert client.post(RULES, data={"title": "Mine"}).status_code == 403
    assert db.session.query(RuleDraft).count() == 1


def test_a_part_that_is_none_is_not_there(client, senior):
    client.sign_in(senior).page(f"{RULES}{a_draft(senior).id}/values/XYZ", status=404)


def test_a_single_word_is_chosen_from_those_of_the_filing(client, senior):
    draft = services.start("Assurance", by=senior, at=make.AT)
    place = f"{RULES}{draft.id}/"
    client.sign_in(senior)
    offered = {"DIS-03-value-met_assurance": "internal"}
    assert client.fill(f"{place}values/DIS", **offered).status_code == 303
    assert values_of(draft)["DIS-03"]["values"] == {"met_assurance": "internal"}
    assert "an internal audit" in client.page(place).text
    made_up = {"DIS-03-value-met_assurance": "0"}
    assert client.fill(f"{place}values/DIS", **made_up).status_code == 422


def test_every_word_that_can_be_chosen_has_words_in_the_rule(client, senior):
    rules = adopted.catalogue()
    found = [subject for part in part_names(rules) for subject in subjects(rules, part)]
    listed = [(subject, each) for subject in found for each in subject.settings]
    for subject, setting in listed:
        if setting.sort is Sort.WORDS:
            entry = entry_of(subject, {setting.name: list(setting.choices)})
            changes = [Change(since=date.max, reason={}, **entry)] if entry else []
            as_if_always(rules, changes, version="tried")
            assert words().keys() >= set(setting.choices), subject.id
