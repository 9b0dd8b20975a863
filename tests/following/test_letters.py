"""Following by mail: confirmed, told once and together, and ended by one click."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from email.message import Message

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import func, select

from registry import cli, ledger, mail_delivery
from registry.commands import context
from registry.extensions import db
from registry.following import addresses, subscribing, telling
from registry.following.topics import Topic
from registry.models import Following, OutboxMessage
from tests import factories as make
from tests.following.conftest import MAIL, NOW, link_in

NEXT_DAY = NOW + timedelta(days=1)


def happens(organisation, kind="published", year=2026, at=NOW):
    return ledger.append(kind, f"{organisation.id}/{year}", {}, at=at)


def test_confirmed_then_told_once_with_everything_together(
    session, client, register, follow, letters
):
    happens(register.palm)  # before, so never told
    session.commit()
    follow(f"organisation:{register.palm.id}")
    follow("sector:health_care")
    happens(register.palm, "replied")
    happens(register.gloves, "filed")
    session.commit()
    assert telling.run(NEXT_DAY) == 1
    body = " ".join(letters()[-1].body.split())
    assert "Contoh Sawit Berhad replied to the assessment" in body
    assert "Contoh Sarung Tangan Berhad filed its statement" in body
    assert "was published" not in body
    assert telling.run(NEXT_DAY) == 0
    assert telling.run(NEXT_DAY + timedelta(days=1)) == 0


def test_nothing_is_told_to_who_did_not_confirm(session, client, register, send, letters):
    send(client, "/en/follow", topic="register", email=MAIL)
    happens(register.palm)
    session.commit()
    assert telling.run(NEXT_DAY) == 0
    assert len(letters()) == 1
    telling.run(NOW + timedelta(days=8))
    assert session.scalar(select(func.count()).select_from(Following)) == 0
    assert letters() == []


def test_the_answer_is_the_same_for_an_address_that_follows_already(
    client, register, follow, send, letters
):
    follow("register")
    known = send(client, "/en/follow", topic="register", email=MAIL)
    new = send(client, "/en/follow", topic="register", email="new@example.com")
    assert (known.status_code, known.location) == (new.status_code, new.location)
    assert letters()[-1].subject == letters("new@example.com")[-1].subject


def test_an_address_gets_three_letters_a_day_whoever_types_it(client, send, register, letters):
    for sector in ("plantation", "energy", "property", "technology", "utilities"):
        topic = f"sector:{sector}"
        send(client, f"/en/follow?sector={sector}", topic=topic, email=MAIL)
    assert len(letters()) == subscribing.LETTERS_A_DAY


def test_a_day_that_passes_is_told_too(session, client, register, follow, letters):
    follow(f"organisation:{register.palm.id}")
    entry = session.get(make.RegisterEntry, (register.palm.id, 2026))
    entry.due_on = (NOW + timedelta(days=1)).date()
    session.commit()
    assert telling.run(NEXT_DAY) == 0
    assert telling.run(NEXT_DAY + timedelta(days=1)) == 1
    assert "is overdue" in " ".join(letters()[-1].body.split())
    assert telling.run(NEXT_DAY + timedelta(days=2)) == 0


def test_it_is_told_in_the_language_in_which_it_was_asked(session, client, send, register, letters):
    send(client, "/ms/follow", topic="register", email=MAIL)
    place = link_in(letters()[-1], "/following/")
    assert place.startswith("/ms/")
    client.fill(place)
    happens(register.palm)
    session.commit()
    telling.run(NEXT_DAY)
    assert letters()[-1].language == "ms"


@pytest.fixture
def arrived(app, session, client, register, follow, smtp, monkeypatch) -> Message:
    """The letter about a change as a mail server gets it."""
    monkeypatch.setitem(app.config, "SMTP_URL", smtp.url)
    follow(f"organisation:{register.palm.id}")
    happens(register.palm)
    session.commit()
    telling.run(NEXT_DAY)
    mail_delivery.deliver(NEXT_DAY)
    return smtp.messages[-1]


def test_a_mail_program_ends_it_by_one_click(session, new_client, arrived):
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    place = arrived["List-Unsubscribe"].replace("\n", "").strip("<> ").partition(":8000")[2]
    stranger = new_client()
    assert stranger.get(place).status_code == 200
    assert session.scalar(select(func.count()).select_from(Following)) == 1
    answer = stranger.post(place, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert session.scalar(select(func.count()).select_from(Following)) == 0
    left = select(func.count()).where(OutboxMessage.recipient == MAIL)
    assert session.scalar(left) == 0
    assert stranger.post(place).status_code == 200


def test_other_letters_have_no_such_header(app, session, client, send, smtp, monkeypatch):
    monkeypatch.setitem(app.config, "SMTP_URL", smtp.url)
    send(client, "/en/follow", topic="register", email=MAIL)
    mail_delivery.deliver(NOW)
    assert smtp.messages[-1]["List-Unsubscribe"] is None


def test_one_thing_is_ended_and_the_letters_of_before_still_end_the_rest(
    session, client, register, follow
):
    first = follow(f"organisation:{register.palm.id}")
    follow("sector:health_care")
    row = session.scalars(select(Following).order_by(Following.id)).first()
    page = client.page(first)
    assert {"Contoh Sawit Berhad", "Sector: Health care"} <= {r[0] for r in page.rows()}
    assert client.post(f"{first}/end", data={"which": row.id}).status_code == 303
    assert "Contoh Sawit Berhad" not in client.page(first).text
    client.post(f"{first}/stop")
    assert session.scalar(select(func.count()).select_from(Following)) == 0


def test_what_was_made_up_opens_nothing(client, session, register, follow):
    place = follow("register")
    start, _, signature = place.rpartition(".")
    for wrong in (
        "/en/following/abc",
        f"{start}.{'b' if signature[0] == 'a' else 'a'}{signature[1:]}",
    ):
        assert client.get(wrong).status_code == 404
    answer = client.post(f"{place}/end", data={"which": "999"})
    assert answer.status_code == 404


def test_what_is_stored_opens_nothing(app, session, register, follow):
    follow("register")
    row = session.scalars(select(Following)).one()
    token = addresses.token(row)
    assert row.nonce not in (token, "")
    assert token not in str({c.name: getattr(row, c.name) for c in Following.__table__.columns})


@pytest.mark.parametrize("topic", ["nobody:1", "sector:none", "organisation:x", "list:"])
def test_what_is_no_topic_is_refused(client, register, send, topic):
    assert send(client, "/en/follow", topic=topic, email=MAIL).status_code == 422
    with pytest.raises(ValueError):
        Topic.read(topic)


def test_too_much_from_one_address_brings_the_form_back(new_app, clock):
    app = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    client = app.test_client()
    codes = []
    with app.app_context():
        for number in range(21):
            form = client.page("/en/follow").form()
            started = next(f for f in form.iter("input") if f.get("name") == "started")
            clock.shift(timedelta(seconds=5))
            given = {"started": started.get("value"), "topic": "register"}
            answer = client.post("/en/follow", data={**given, "email": f"a{number}@example.com"})
            codes.append(answer.status_code)
        db.session.remove()
    assert codes == [303] * 20 + [429]
    assert "a20@example.com" in answer.text


def test_two_clicks_at_the_same_moment_ask_once(new_app, clock, monkeypatch):
    app, both = new_app(WTF_CSRF_ENABLED=False), threading.Barrier(2)
    with app.app_context():
        form = app.test_client().page("/en/follow").form()
        [started] = [f.get("value") for f in form.iter("input") if f.get("name") == "started"]
    clock.shift(timedelta(seconds=5))
    refuse_floods = subscribing._refuse_floods

    def once_both_have_looked(at):
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=2)  # a database that lets one write at a time never brings both
        refuse_floods(at)

    monkeypatch.setattr(subscribing, "_refuse_floods", once_both_have_looked)
    sent = {"started": started, "topic": "register", "email": MAIL}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: FlaskClient(app).post("/en/follow", data=sent), range(2)))
    assert [answer.status_code for answer in answers] == [303, 303]
    with app.app_context():
        assert len(db.session.scalars(select(Following)).all()) == 1
        assert len(db.session.scalars(select(OutboxMessage)).all()) == 1


def test_two_runs_at_once_write_each_letter_once(new_app):
    app, ready = new_app(), threading.Barrier(2)
    with app.app_context():
        palm = make.an_organisation("Contoh Sawit Berhad")
        for number in range(8):
            for topic in ("register", f"organisation:{palm.id}"):
                email = f"reader{number}@example.com"
                row = subscribing.ask(email, Topic.read(topic), language="en", at=NOW)
                subscribing.confirm(row, at=NOW)
        happens(palm)
        db.session.commit()
    written = []

    def tell():
        with app.app_context():
            ready.wait()
            written.append(telling.run(NEXT_DAY))
            db.session.remove()

    threads = [threading.Thread(target=tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(written) == 8
    with app.app_context():
        told = select(OutboxMessage.recipient).where(OutboxMessage.unsubscribe.is_not(None))
        recipients = db.session.scalars(told).all()
        assert len(recipients) == len(set(recipients)) == 8


def test_a_run_that_dies_told_nobody_halfway(session, client, register, follow, monkeypatch):
    follow("register")
    happens(register.palm)
    session.commit()

    def die(*_args, **_values):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(telling.notices, "write", die)
        with pytest.raises(KeyboardInterrupt):
            telling.run(NEXT_DAY)
    session.rollback()
    assert telling.run(NEXT_DAY) == 1


def test_the_command_says_what_it_did(new_app, monkeypatch):
    app = new_app()
    monkeypatch.setattr(context, "create_app", lambda: app)
    result = CliRunner().invoke(cli.main, ["tell-followers"])
    assert result.exit_code == 0, result.output
    assert "0 concerns public without an answer, 0 letters written." in result.output
