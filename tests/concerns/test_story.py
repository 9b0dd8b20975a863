"""From the question of somebody without a name to the answer beside the statement."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from registry.concerns import upkeep
from registry.models import Concern, ConcernAct, ConcernAddress, LedgerEvent, OutboxMessage
from tests.concerns.conftest import NOW
from tests.filing.house import letters_to

QUESTION = "Were leavers repaid too, and how did you find them?"
ANSWER = "Yes: we wrote to 412 people and repaid 390 of them by bank transfer."


def decide(client, concern, **given):
    return client.fill(f"/en/review/concerns/{concern.id}", **given)


@pytest.fixture
def sent(session, client, ask):
    def one(**typed):
        answer = ask(client, **typed)
        assert answer.status_code == 303, answer.text
        return session.scalars(select(Concern).order_by(Concern.id.desc())).first()

    return one


@pytest.fixture
def accepted(sent, new_client, scene):
    concern = sent()
    answer = decide(new_client().sign_in(scene.officer), concern, decision="accept")
    assert answer.status_code == 303
    return concern


def statement_page(client, scene):
    return client.page(f"/en/organisations/{scene.organisation.id}/2026")


def test_asked_accepted_answered_and_read_by_everybody(
    session, client, new_client, scene, ask, clock
):
    answer = ask(client)
    private = answer.location
    assert "An officer reads it" in client.page(private).text
    concern = session.scalars(select(Concern)).one()
    officer = new_client().sign_in(scene.officer)
    assert "Contoh Sawit Berhad" in officer.page("/en/review/concerns").text
    assert decide(officer, concern, decision="accept").status_code == 303
    assert QUESTION not in statement_page(client, scene).text
    assert "may answer until 23 Nov 2026" in client.page(private).text

    company = new_client().sign_in(scene.preparer)
    assert "by 23 Nov 2026" in letters_to(scene.preparer)[-1].subject
    place = f"/en/filings/concerns/{concern.id}"
    assert QUESTION in company.page(place).text
    assert company.fill(place, text="Yes: we wrote to them.").status_code == 303
    company.sign_in(scene.signatory)
    assert "Yes: we wrote to them." in company.get(place).text
    assert company.fill(place, text=ANSWER, send="y").status_code == 303
    assert ANSWER not in statement_page(client, scene).text

    assert decide(officer, concern, decision="publish").status_code == 303
    for address in ("", "/2026"):
        read = client.page(f"/en/organisations/{scene.organisation.id}{address}").text
        assert QUESTION in read
        assert ANSWER in read
        assert "without a name" in read
    assert "It is answered and published" in client.page(private).text
    kinds = [act.kind for act in session.scalars(select(ConcernAct).order_by(ConcernAct.id))]
    assert kinds == ["accepted", "drafted", "answered", "answer_published"]
    event = session.scalars(select(LedgerEvent).order_by(LedgerEvent.id.desc())).first()
    assert (event.kind, event.subject) == (
        "concern_published",
        f"{scene.organisation.id}/2026",
    )
    assert QUESTION not in event.data
    assert json.loads(event.data)["data"]["reference"] == concern.reference


def test_without_an_answer_it_is_published_with_the_date(session, client, scene, accepted, clock):
    clock.move_to(NOW + timedelta(days=21))
    assert QUESTION not in statement_page(client, scene).text
    assert upkeep.run(NOW + timedelta(days=21)) == 0
    clock.move_to(NOW + timedelta(days=22))
    assert "No answer by 23 Nov 2026" in statement_page(client, scene).text
    assert upkeep.run(NOW + timedelta(days=22)) == 1
    assert upkeep.run(NOW + timedelta(days=22)) == 0
    upkeep.run(NOW + timedelta(days=203))
    clock.move_to(NOW + timedelta(days=203))
    session.refresh(accepted)
    assert accepted.text == ""
    assert QUESTION in statement_page(client, scene).text


def test_an_answer_that_comes_late_is_added(session, client, new_client, scene, accepted, clock):
    late = NOW + timedelta(days=30)
    clock.move_to(late)
    upkeep.run(late)
    company = new_client().sign_in(scene.signatory)
    company.fill(f"/en/filings/concerns/{accepted.id}", text=ANSWER, send="y")
    assert "The answer is read before it is published" in statement_page(client, scene).text
    decide(new_client().sign_in(scene.officer), accepted, decision="publish")
    assert ANSWER in statement_page(client, scene).text
    kinds = session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)).all()
    assert kinds[-3:] == ["concern_published", "concern_answer_received", "concern_answered"]


def test_the_log_says_when_it_became_public_while_an_officer_still_reads_the_answer(
    session, client, new_client, scene, accepted, clock
):
    company = new_client().sign_in(scene.signatory)
    company.fill(f"/en/filings/concerns/{accepted.id}", text=ANSWER, send="y")
    late = NOW + timedelta(days=22)
    clock.move_to(late)
    assert QUESTION in statement_page(client, scene).text
    assert [upkeep.run(late), upkeep.run(late)] == [1, 0]
    session.refresh(accepted)
    assert accepted.settled_on is None
    decide(new_client().sign_in(scene.officer), accepted, decision="publish")
    kinds = session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)).all()
    assert kinds[-2:] == ["concern_published", "concern_answered"]


def test_parts_are_left_out_and_nothing_is_put_in(session, client, new_client, scene, sent, clock):
    concern = sent(text="The manager of line 3, Encik Ali, keeps the passports. Is that so?")
    officer = new_client().sign_in(scene.officer)
    shortened = "The manager of line 3, […] keeps the passports. Is that so?"
    for wrong in (
        {"text": "The manager keeps the passports.", "reason": "personal_data"},
        {"text": shortened, "reason": ""},
        {"text": shortened.replace("Is that", "Is not that"), "reason": "personal_data"},
    ):
        answer = decide(officer, concern, decision="accept", **wrong)
        assert answer.status_code == 422
    given = {"decision": "accept", "text": shortened, "reason": "personal_data"}
    assert decide(officer, concern, **given).status_code == 303
    clock.shift(timedelta(days=22))
    read = statement_page(client, scene).text
    assert shortened in read
    assert "Encik Ali" not in read


def test_refused_with_a_reason_that_who_sent_it_reads(client, new_client, scene, ask, session):
    private = ask(client).location
    concern = session.scalars(select(Concern)).one()
    officer = new_client().sign_in(scene.officer)
    assert decide(officer, concern, decision="refuse").status_code == 422
    given = {"decision": "refuse", "reason": "advertising", "note": "A shop."}
    assert decide(officer, concern, **given).status_code == 303
    page = client.page(private).text
    assert "It is advertising" in page
    assert "A shop." not in page


def test_safety_is_never_published_and_tells_officers_at_once(
    client, new_client, scene, sent, session, clock
):
    concern = sent(kind="danger", text="Workers are locked in at night at the hostel.")
    letters = letters_to(scene.officer)
    assert concern.reference in letters[0].subject
    assert "locked in" not in letters[0].body
    officer = new_client().sign_in(scene.officer)
    assert decide(officer, concern, decision="accept").status_code == 422
    assert decide(officer, concern, decision="pass_on").status_code == 422
    given = {"decision": "pass_on", "note": "Told the hotline at 11:05."}
    assert decide(officer, concern, **given).status_code == 303
    clock.shift(timedelta(days=400))
    upkeep.run(NOW + timedelta(days=400))
    assert "locked in" not in statement_page(client, scene).text
    session.refresh(concern)
    assert concern.text == ""


def test_of_two_officers_the_second_is_told(client, new_client, scene, sent):
    concern = sent()
    first, second = (new_client().sign_in(scene.officer) for _ in range(2))
    place = f"/en/review/concerns/{concern.id}"
    seen = {"decision": "accept", "text": QUESTION, "reason": "", "state": "waiting"}
    assert first.post(place, data=seen).status_code == 303
    assert second.post(place, data=seen).status_code == 409


def test_a_monitor_reads_and_decides_nothing(new_client, scene, sent):
    concern = sent()
    monitor = new_client().sign_in(scene.monitor)
    page = monitor.page(f"/en/review/concerns/{concern.id}")
    assert QUESTION in page.text
    assert not page.tree.findall(".//textarea")
    assert monitor.post(f"/en/review/concerns/{concern.id}").status_code == 403


def test_a_preparer_prepares_and_cannot_send(new_client, scene, accepted, session):
    company = new_client().sign_in(scene.preparer)
    company.fill(f"/en/filings/concerns/{accepted.id}", text=ANSWER, send="y")
    session.refresh(accepted)
    assert accepted.state == "asked"


def test_what_is_not_accepted_does_not_exist_for_the_company(new_client, scene, sent):
    concern = sent()
    company = new_client().sign_in(scene.signatory)
    assert company.get(f"/en/filings/concerns/{concern.id}").status_code == 404
    assert concern.reference not in company.get("/en/filings/concerns").text


def test_an_answer_goes_back_and_comes_again(client, new_client, scene, accepted, session):
    company, officer = new_client().sign_in(scene.signatory), new_client().sign_in(scene.officer)
    place = f"/en/filings/concerns/{accepted.id}"
    company.fill(place, text="Ask our lawyers.", send="y")
    assert decide(officer, accepted, decision="return").status_code == 422
    decide(officer, accepted, decision="return", note="Please answer the question.")
    assert "Please answer the question." in company.page(place).text
    assert "Please answer the question." in letters_to(scene.preparer)[-1].body
    company.fill(place, text=ANSWER, send="y")
    decide(officer, accepted, decision="publish")
    assert ANSWER in statement_page(client, scene).text


def test_one_letter_to_an_address_that_was_confirmed_and_then_it_is_gone(
    client, new_client, scene, sent, session
):
    concern = sent(email="Asker@Example.com")
    (letter,) = session.scalars(select(OutboxMessage).where(OutboxMessage.forget_on.is_not(None)))
    assert letter.recipient == "asker@example.com"
    assert QUESTION not in letter.body
    link = next(line for line in letter.body.split() if "/asked/confirm/" in line)
    place = link.partition("8000")[2]
    assert concern.address.confirmed_at is None
    assert client.fill(place).status_code == 303
    given = {"decision": "refuse", "reason": "asked_before"}
    decide(new_client().sign_in(scene.officer), concern, **given)
    last = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert last.recipient == "asker@example.com"
    assert "asked and answered before" in " ".join(last.body.split())
    assert session.scalars(select(ConcernAddress)).all() == []
    assert client.get(place).status_code == 404
    upkeep.run(NOW + timedelta(days=40))
    assert not session.scalars(
        select(OutboxMessage).where(OutboxMessage.forget_on.is_not(None))
    ).all()


def test_nobody_is_written_to_who_did_not_confirm(new_client, scene, sent, session):
    concern = sent(email="somebody@example.com")
    given = {"decision": "refuse", "reason": "asked_before"}
    decide(new_client().sign_in(scene.officer), concern, **given)
    letters = session.scalars(
        select(OutboxMessage).where(OutboxMessage.recipient == "somebody@example.com")
    ).all()
    assert len(letters) == 1


def test_it_changes_no_grade(client, scene, accepted, session, clock):
    before = scene.statement.assessment
    clock.shift(timedelta(days=22))
    upkeep.run(NOW + timedelta(days=22))
    session.refresh(scene.statement)
    assert scene.statement.assessment == before
