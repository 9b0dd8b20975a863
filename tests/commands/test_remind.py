"""``registry remind``: once by hand, or every morning, and never twice for the same moment."""

import threading
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from registry import create_app, reminders
from registry.commands import remind
from registry.commands.context import application
from registry.extensions import db
from registry.models import FilerRole, OutboxMessage, Reminder
from tests import factories as make

MORNING = datetime(2026, 6, 16, 0, 0, tzinfo=UTC)
"""Eight o'clock in Kuala Lumpur, two weeks before the deadline."""


def a_company_with_two_people():
    organisation = make.an_organisation()
    make.an_entry(organisation)
    make.a_filer(organisation)
    make.a_filer(organisation, FilerRole.APPROVER)


def test_it_says_how_many_it_wrote(run):
    run("migrate")
    assert "0 reminders written." in run("remind").output


def test_it_waits_for_the_morning_and_is_done_once_a_day(session):
    a_company_with_two_people()
    night = MORNING.replace(day=15, hour=23, minute=59)
    assert remind.MORNING.once(night, None) is None
    day = remind.MORNING.once(MORNING, None)
    assert day == MORNING.date()
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 2
    assert remind.MORNING.once(MORNING.replace(hour=9), day) == day


def test_a_database_that_does_not_answer_is_asked_again(session, monkeypatch):
    def fail(now):
        raise OperationalError("SELECT 1", {}, Exception("no connection"))

    monkeypatch.setattr(reminders, "run", fail)
    assert remind.MORNING.once(MORNING, None) is None


def test_two_at_once_write_every_letter_once(run, monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 3)
    run("migrate")
    with application():
        for _ in range(20):
            a_company_with_two_people()
        db.session.commit()
    ready, written = threading.Barrier(2, timeout=30), []

    def write(app):
        with app.app_context():
            ready.wait()
            written.append(reminders.run(MORNING))
            db.session.remove()
            db.engine.dispose()

    threads = [threading.Thread(target=write, args=[create_app()]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(written) == 40
    with application():
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 40
        assert db.session.scalar(select(func.count()).select_from(Reminder)) == 20


def test_what_another_run_settles_meanwhile_is_left_to_it(run, monkeypatch):
    look = reminders._unsettled

    def overtaken(task):
        entries = look(task)
        db.session.add_all(reminders._settled(task, e, MORNING, letters=2) for e in entries)
        return entries

    monkeypatch.setattr(reminders, "_unsettled", overtaken)
    run("migrate")
    with application():
        a_company_with_two_people()
        db.session.commit()
        assert reminders.run(MORNING) == 0
        assert db.session.scalar(select(func.count()).select_from(Reminder)) == 1


def test_a_run_that_dies_leaves_nothing_half_done(run, monkeypatch):
    run("migrate")
    with application():
        a_company_with_two_people()
        db.session.commit()
    with application(), monkeypatch.context() as broken:
        broken.setattr(reminders, "_settled", lambda *_, **__: 1 / 0)
        try:
            reminders.run(MORNING)
        except ZeroDivisionError:
            db.session.rollback()
    with application():
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
        assert reminders.run(MORNING) == 2
