"""Who may send how much, what is not taken, and that nothing typed is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from registry import personal_data
from registry.concerns import sending
from registry.extensions import db
from registry.forms.moderation import only_left_out
from registry.models import Concern, ConcernKind, Organisation, OutboxMessage
from tests import factories as make
from tests.concerns.conftest import NOW
from tests.public.statements import a_statement

TEXT = "Were leavers repaid too, and how did you find them?"


def count(session):
    return session.scalar(select(func.count()).select_from(Concern))


def test_the_helplines_stand_before_the_form(client, scene):
    text = client.page(scene.page).text
    assert text.index("999") < text.index("Your question or concern")
    assert text.index("03-8000 8000") < text.index("Your question or concern")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Choose what you send"),
        ({"text": " "}, "Write what you want to ask"),
        ({"text": "x" * 2001}, "at most 2,000 characters"),
        ({"text": "His number is 012-345 6789."}, "a phone number"),
        ({"text": "Passport BX0123456 is kept."}, "a passport number"),
        ({"text": "His card 770305-02-1234."}, "an identity card number"),
        ({"email": "nobody"}, "such as name@example.com"),
        ({"website": "https://example.com"}, "The box that nobody sees"),
        ({"after": 1}, "That was very fast"),
        ({"after": 90_000}, "open for more than a day"),
        ({"started": "made-up"}, "open for more than a day"),
        ({"about": "2019"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(session, client, scene, ask, wrong, said):
    typed = {"text": TEXT, "role": "Buyer of gloves", **wrong}
    answer = ask(client, **typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Buyer of gloves" in answer.text
    assert typed["text"].strip() in answer.text
    assert count(session) == 0


def test_the_form_comes_back_and_goes_through(client, scene, ask, clock, session):
    answer = ask(client, after=1)
    assert answer.status_code == 422
    assert ask(client, after=5).status_code == 303
    assert count(session) == 1


def test_a_double_click_leads_to_the_same_page(client, scene, clock, session):
    form = {
        field.get("name"): field.get("value", "")
        for field in client.page(scene.page).form().iter("input")
        if field.get("type") == "hidden"
    }
    clock.shift(timedelta(seconds=9))
    sent = form | {"kind": "concern", "about": "", "text": TEXT}
    first, second = client.post(scene.page, data=sent), client.post(scene.page, data=sent)
    assert first.location == second.location
    assert count(session) == 1


def test_the_same_words_again_are_refused(client, scene, ask, session):
    assert ask(client).status_code == 303
    answer = ask(client, text=TEXT.upper() + "  ")
    assert answer.status_code == 422
    assert "The same words were sent" in answer.text
    assert count(session) == 1


def some(organisation, number, *, kind=ConcernKind.QUESTION, at=NOW):
    return sending.send(
        sending.Sent(kind=kind, text=f"Question {number}?", year=None, language="en"),
        organisation,
        link=f"link {kind} {organisation.id} {number}",
        at=at,
    )


def test_an_organisation_is_not_buried(client, scene, ask):
    for number in range(sending.OF_ONE_ORGANISATION):
        some(scene.organisation, number)
    answer = ask(client)
    assert answer.status_code == 422
    assert "Very much was sent about this organisation today" in answer.text
    assert TEXT in answer.text
    assert ask(client, kind="danger").status_code == 303


def test_there_is_a_most_for_a_day_and_the_next_day_is_another(
    app, client, scene, ask, monkeypatch, clock
):
    monkeypatch.setitem(app.config, "CONCERNS_A_DAY", 2)
    for number in range(2):
        some(make.an_organisation(), number)
    assert "More was sent today than can be read" in ask(client).text
    clock.shift(timedelta(days=1))
    assert ask(client).status_code == 303


def test_officers_get_one_letter_an_hour(scene, session):
    for number in range(5):
        some(scene.organisation, number, kind=ConcernKind.DANGER)
    letters = select(OutboxMessage).where(OutboxMessage.recipient == scene.officer.email)
    assert len(session.scalars(letters).all()) == 1


def test_nobody_can_have_an_address_written_to_again_and_again(client, ask, session):
    for number in range(6):
        ask(client, text=f"{TEXT} {number}", email="victim@example.com")
    letters = select(OutboxMessage).where(OutboxMessage.recipient == "victim@example.com")
    assert len(session.scalars(letters).all()) == sending.LETTERS_A_DAY


def test_an_address_sends_five_in_an_hour_and_keeps_its_text(new_app, clock):
    app = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    with app.app_context():
        statement = a_statement(make.an_organisation("Contoh Sawit Berhad"))
        make.an_organisation()
        page = f"/en/organisations/{statement.organisation_id}/ask"
        db.session.commit()
        client = app.test_client()
        codes = []
        for number in range(6):
            form = client.page(page).form()
            started = next(f for f in form.iter("input") if f.get("name") == "started")
            clock.shift(timedelta(seconds=5))
            answer = client.post(
                page,
                data={
                    "started": started.get("value"),
                    "kind": "question",
                    "about": "",
                    "text": f"{TEXT} {number}",
                },
            )
            codes.append(answer.status_code)
        assert codes == [303] * 5 + [429]
        assert f"{TEXT} 5" in answer.text
        assert "Too much came from your network" in answer.text
        db.session.remove()


def test_an_address_that_is_not_known_leads_nowhere(client, scene):
    assert client.get("/en/asked/nothing").status_code == 404
    assert client.get("/en/asked/confirm/nothing").status_code == 404
    assert client.get("/en/organisations/999999/ask").status_code == 404


def test_the_private_page_is_kept_by_nobody(client, ask):
    answer = client.get(ask(client).location)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_name_is_shown_only_where_that_was_wanted(client, ask, session):
    ask(client, name="Mei Ling", role="Buyer", name_shown="y")
    ask(client, text="Another?", name="Ali", role="Journalist")
    shown = session.scalars(select(Concern.name_shown).order_by(Concern.id)).all()
    assert shown == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 the company 201901000005 (1312525-A) repaid RM 1234567.",
        "Call 999 or the hotline 03-8000 8000.",
        "See ATIP-2026-0000012, table 3, row 12: 1,234 workers from Nepal.",
        "In December 2024 wages were RM1500, in 2025 RM1700.",
    ],
)
def test_what_belongs_to_nobody_passes(text):
    assert personal_data.found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+880 1712-345678", "phone"),
        ("011-2345 6789", "phone"),
        ("A12345678", "passport"),
        ("pa 1234567", "passport"),
        ("770305021234", "identity_card"),
        ("ali@example.com", "email"),
        ("770305 02 1234", "identity_card"),
        ("770305\u201302\u20131234", "identity_card"),
        ("BX\u200b0123456", "passport"),
        ("BX\u00a00123456", "passport"),
        ("ali\uff20example.com", "email"),
    ],
)
def test_what_belongs_to_somebody_is_seen(text, kind):
    assert kind in personal_data.found(f"Ask {text} about it.")


def test_only_leaving_out_is_left_out():
    original = "One two three four two five."
    for shown in ("One […] five.", "[…] three […]", "One two three […] two five."):
        assert only_left_out(original, shown)
    for shown in ("five. […] One", "One […] six […]", "One two", "Two […] five."):
        assert not only_left_out(original, shown)


def test_the_same_words_at_the_same_moment_are_kept_once(new_app):
    app, ready, outcomes = new_app(), threading.Barrier(2), []
    with app.app_context():
        make.an_organisation("Contoh Sawit Berhad")
        db.session.commit()

    def send(link):
        with app.app_context():
            organisation = db.session.scalars(select(Organisation)).one()
            db.session.rollback()
            ready.wait()
            sent = sending.Sent(kind=ConcernKind.CONCERN, text=TEXT, year=None, language="en")
            try:
                sending.send(sent, db.session.merge(organisation), link=link, at=NOW)
                db.session.commit()
                outcomes.append("kept")
            except sending.NotTaken:
                db.session.rollback()
                outcomes.append("refused")

    threads = [threading.Thread(target=send, args=(f"link {n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "refused"]


def test_two_clicks_at_the_same_moment_lead_to_the_same_page(new_app, clock, monkeypatch):
    app, both = new_app(WTF_CSRF_ENABLED=False), threading.Barrier(2)
    with app.app_context():
        page = f"/en/organisations/{make.an_organisation('Contoh Sawit Berhad').id}/ask"
        db.session.commit()
        form = app.test_client().page(page).form()
        [started] = [f.get("value") for f in form.iter("input") if f.get("name") == "started"]
    clock.shift(timedelta(seconds=5))
    refuse_floods = sending._refuse_floods

    def once_both_have_looked(*given, **more):
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=2)  # a database that lets one write at a time never brings both
        refuse_floods(*given, **more)

    monkeypatch.setattr(sending, "_refuse_floods", once_both_have_looked)
    sent = {"started": started, "kind": "question", "about": "", "text": TEXT}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: FlaskClient(app).post(page, data=sent), range(2)))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
