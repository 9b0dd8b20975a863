"""Two people adopt a change of the rules; from then on it holds, for periods from its day on."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from registry import adopted, assessment, ledger
from registry.config import SettingError
from registry.drafting import services, steps
from registry.extensions import db
from registry.models import InvalidTransition, LedgerEvent, RuleAdoption, StaffRole
from registry.scoring import load_catalogue
from registry.serve import refuse_lost_adoptions
from tests import factories as make
from tests.drafting import rules
from tests.drafting.rules import REASON, SINCE
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")
RULES = "/en/review/rules/"


@pytest.fixture(autouse=True)
def _ask_anew(session):
    adopted.forget()
    yield
    adopted.forget()


def test_without_adoption_the_rules_are_those_of_the_files():
    assert adopted.catalogue() is load_catalogue()
    assert assessment.catalogue() is load_catalogue()


def test_what_two_people_adopted_holds_from_its_day_on(senior, administrator):
    before = load_catalogue()
    adoption = rules.adopted(senior, administrator)
    after = adopted.catalogue()
    assert after.version == f"{before.version}+1" == adoption.label
    assert after.sha256 == adoption.sha256 != before.sha256
    found = after.criterion("GOV-01")
    assert found.version_on(SINCE).values == {"grace_days": 30}
    assert found.version_on(SINCE).change == REASON
    assert "30" in found.version_on(SINCE).rule["en"]
    assert found.version_on(SINCE - timedelta(days=1)) == before.criterion("GOV-01").versions[-1]
    assert assessment.catalogue() is after


def test_another_adoption_builds_on_the_first(senior, administrator):
    rules.adopted(senior, administrator)
    heavier = {"target": "GOV-01", "weight": 5, "cap": None, "values": {}}
    rules.adopted(administrator, senior, entries=[heavier], since=date(2100, 1, 1))
    newest = adopted.catalogue().criterion("GOV-01").versions[-1]
    assert (newest.weight, newest.values) == (5, {"grace_days": 30})
    assert adopted.catalogue().version.endswith("+2")


def test_an_assessment_says_by_which_rules(senior, administrator):
    rules.adopted(senior, administrator)
    filing = make.a_filing(pages=make.complete_answers())
    judged = assessment.assess_draft(filing, today=make.AT.date()).as_dict()
    assert judged["catalogue"]["version"].endswith("+1")


def test_the_act_is_sealed_in_the_log(senior, administrator):
    adoption = rules.adopted(senior, administrator)
    event = db.session.scalars(select(LedgerEvent).order_by(LedgerEvent.id.desc())).first()
    assert (event.kind, event.subject) == ("rules_adopted", adoption.label)
    sealed = json.loads(event.data)["data"]
    assert sealed["catalogue"] == adoption.sha256
    assert sealed["changes"][0]["target"] == "GOV-01"
    assert {sealed["proposed_by"], sealed["adopted_by"]} == {senior.id, administrator.id}
    assert ledger.first_broken() is None


@pytest.mark.parametrize("change", [delete(RuleAdoption), update(RuleAdoption).values(since=SINCE)])
def test_an_adoption_is_never_changed(session, senior, administrator, change):
    rules.adopted(senior, administrator)
    with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
        session.execute(change)


def test_nobody_adopts_what_they_proposed(client, senior):
    draft = rules.proposed(senior)
    senior.roles.append(make._role(StaffRole.ADMINISTRATOR))
    db.session.flush()
    with pytest.raises(InvalidTransition, match="somebody else"):
        services.adopt(draft, by=senior, at=make.AT)
    place = f"{RULES}{draft.id}/"
    client.sign_in(senior)
    assert client.post(f"{place}decide", data={"decision": "adopt"}).status_code == 409
    assert db.session.scalars(select(RuleAdoption)).all() == []


def test_the_database_itself_wants_two_people(session, senior, administrator):
    draft = rules.proposed(senior)
    adoption = services._adoption(draft, by=senior, at=make.AT)
    with pytest.raises(DatabaseError, match="two_people"), session.begin_nested():
        session.add(adoption)
        session.flush()


def test_an_officer_or_somebody_without_a_second_factor_does_not_adopt(senior):
    draft = rules.proposed(senior)
    officer = make.a_user(staff=StaffRole.OFFICER)
    unguarded = make.a_user(staff=StaffRole.SENIOR_OFFICER, second_factor=False)
    for person in (officer, unguarded):
        with pytest.raises(InvalidTransition):
            services.adopt(draft, by=person, at=make.AT)


def test_what_is_proposed_is_closed_until_it_is_taken_back(client, senior, administrator):
    draft = rules.proposed(senior)
    client.sign_in(senior).page(f"{RULES}{draft.id}/values/GOV", status=409)
    with pytest.raises(InvalidTransition):
        services.withdraw(draft, by=administrator, at=make.AT)
    client.fill(f"{RULES}{draft.id}/", action=f"{RULES}{draft.id}/withdraw")
    client.page(f"{RULES}{draft.id}/values/GOV")


def test_a_refusal_says_why_and_opens_the_draft(client, senior, administrator):
    draft = rules.proposed(senior)
    client.sign_in(administrator)
    place = f"{RULES}{draft.id}/"
    answer = client.fill(place, action=f"{place}decide", decision="refuse")
    assert answer.status_code == 422
    assert "Say why" in answer.text
    client.fill(place, action=f"{place}decide", decision="refuse", note="Thirty days are too few.")
    assert "Thirty days are too few." in client.page(place).text
    assert "Thirty days are too few." in letters_to(senior)[-1].body
    assert draft.status == "open"


def test_the_pages_lead_from_proposal_to_adoption(client, new_client, senior, administrator):
    draft = rules.a_draft(senior)
    db.session.commit()
    place = f"{RULES}{draft.id}/"
    client.sign_in(senior).fill(place, action=f"{place}propose")
    assert "waits for adoption" in letters_to(administrator)[-1].subject
    assert not [letter for letter in letters_to(senior) if "adoption" in letter.subject]
    other = new_client().sign_in(administrator)
    answer = other.fill(place, action=f"{place}decide", decision="adopt")
    assert answer.status_code == 303, answer.text
    page = other.page(place)
    assert "Adopted" in page.text
    assert REASON["en"] in page.text
    assert "days late 90 30" in page.text
    assert "+1" in other.page(RULES).text
    assert "Adopted" in letters_to(senior)[-1].subject
    assert REASON["en"] in other.get("/en/criteria/GOV-01").text


def test_rules_that_changed_since_are_proposed_anew(senior, administrator):
    draft = rules.proposed(senior)
    other = {"target": "GOV-04", "weight": 3, "cap": None, "values": {}}
    rules.adopted(administrator, senior, entries=[other])
    with pytest.raises(InvalidTransition, match="rules changed since"):
        services.adopt(draft, by=administrator, at=make.AT)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"since": None}, "from which day"),
        ({"since": date(2026, 5, 3)}, "is over"),
        ({"reason": {"en": "Only English", "ms": ""}}, "both languages"),
        ({"entries": ()}, "changes nothing"),
    ],
)
def test_what_a_proposal_lacks_is_said(senior, about, words):
    draft = rules.a_draft(senior, **about)
    [why] = steps.why_not_propose(draft, adopted.catalogue(), make.AT.date())
    assert words in str(why)


def test_a_change_begins_after_those_that_were_adopted_before(senior, administrator):
    rules.adopted(senior, administrator)
    draft = rules.a_draft(senior, since=SINCE)
    [why] = steps.why_not_propose(draft, adopted.catalogue(), make.AT.date())
    assert "already has a version" in str(why) or "another version begins" in str(why)


def test_a_day_that_passed_while_it_waited_is_chosen_anew(senior, administrator):
    draft = rules.proposed(senior)
    with pytest.raises(InvalidTransition, match="is over"):
        services.adopt(draft, by=administrator, at=make.AT + timedelta(days=99 * 366))


def test_an_adoption_that_the_files_no_longer_know_stops_the_start(
    senior, administrator, monkeypatch
):
    rules.adopted(senior, administrator)
    known = load_catalogue()
    without = tuple(each for each in known.criteria if each.id != "GOV-01")
    monkeypatch.setattr(adopted, "load_catalogue", lambda: replace(known, criteria=without))
    adopted._with_adoptions.cache_clear()
    with pytest.raises(SettingError, match="GOV-01.*there is no such criterion"):
        refuse_lost_adoptions()
    adopted._with_adoptions.cache_clear()


def test_what_was_changed_meanwhile_is_not_decided_blindly(client, senior, administrator):
    draft = rules.proposed(senior)
    seen = draft.revision
    services.withdraw(draft, by=senior, at=make.AT)
    services.save_changes(
        draft,
        [{"target": "GOV-01", "weight": 0, "cap": None, "values": {}}],
        about={"GOV-01"},
        revision=seen,
        by=senior,
        at=make.AT,
    )
    client.sign_in(administrator)
    place = f"{RULES}{draft.id}/"
    assert client.post(f"{place}propose", data={"revision": seen}).status_code == 409
    services.propose(draft, by=senior, at=make.AT)
    answer = {"decision": "adopt", "revision": seen}
    assert client.post(f"{place}decide", data=answer).status_code == 409
    answer = {"decision": "adopt", "revision": draft.revision}
    assert client.post(f"{place}decide", data=answer).status_code == 303
