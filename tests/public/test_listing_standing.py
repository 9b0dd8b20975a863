"""The columns that searches count in, kept up with the ledger, are those that reading all gives."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry import ledger, publication, statement_withdrawal, withdrawal
from registry.extensions import db
from registry.models import Filing, FilingStatus, Organisation, StaffRole, Statement, StatementText
from registry.public import since
from registry.public.listing import standing as listing_standing
from tests.factories import AT, a_filer, a_filing, a_user, an_organisation, filed, published
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)
NAMES = ("Contoh Batu Berhad", "Contoh Awan Berhad", "Contoh Zaitun Berhad", "Contoh Meru Berhad")


def known():
    """The columns as the next request has them."""
    db.session.flush()
    db.session.info.clear()
    return values(listing_standing.columns(TODAY))


def anew():
    return values(listing_standing.read(TODAY))


def values(columns):
    shown = {
        name: [facet.values[code] for code in facet.codes] for name, facet in columns.facets.items()
    }
    days = {name: each.tolist() for name, each in columns.days.items()}
    numbers = columns.numbers.tolist()
    assert [columns.row_of_statement(number) for number in numbers] == list(range(len(numbers)))
    return {"numbers": numbers, "organisations": columns.organisations.tolist(), **shown, **days}


def publish(name, year):
    return a_statement(named(name), year)


def named(name):
    known = db.session.scalar(db.select(Organisation).where(Organisation.name == name))
    return known or an_organisation(name, sector="energy" if "Z" in name else "plantation")


def amend(statement):
    amended(statement, at=AT + timedelta(days=1))


def withdraw(statement):
    statement_withdrawal.withdraw(
        statement, filing_of(statement), by=officer(), at=AT, reason="It was wrong."
    )


def withdraw_grade(statement):
    withdrawal.withdraw(statement, by=officer(), at=AT, reason="It was wrong.")


def restore_grade(statement):
    withdrawal.restore(statement, by=officer(), at=AT, reason="It was right.")


def release(statement):
    publication.add_reply(filing_of(statement), text="We agree.", at=AT, release=True)


def file_an_amendment(statement):
    filing = filing_of(statement)
    filing.move_to(FilingStatus.DRAFT, by=a_filer(filing.organisation), at=AT)
    filed(filing, at=AT)


def filing_of(statement):
    return db.session.get_one(Filing, statement.filing_id)


def officer():
    return a_user(staff=StaffRole.OFFICER)


ACTS = (amend, withdraw, withdraw_grade, restore_grade, release, file_an_amendment)
STEPS = st.one_of(
    st.tuples(st.just(publish), st.sampled_from(NAMES), st.sampled_from((2025, 2026))),
    st.tuples(st.sampled_from(ACTS), st.integers(0, 5)),
)


def do(act, *what):
    """What was published before is not published again, and what does not stand is left alone."""
    standing = db.session.scalars(
        db.select(Statement)
        .join(Filing, Filing.id == Statement.filing_id)
        .where(Filing.status == FilingStatus.PUBLISHED, Statement.withdrawn_on.is_(None))
        .order_by(Statement.id)
    ).all()
    newest = {each.filing_id: each for each in standing}
    if act is publish:
        name, year = what
        filings = db.select(Filing).join(Organisation).where(Organisation.name == name)
        if not db.session.scalars(filings.where(Filing.year == year)).all():
            publish(name, year)
    elif newest:
        act(list(newest.values())[what[0] % len(newest)])


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=st.lists(STEPS, min_size=1, max_size=6))
def test_after_any_story_they_are_those_that_reading_all_gives(session, story):
    with session.begin_nested() as trial:
        publish("Contoh Kasturi Berhad", 2026)
        for step in story:
            known()
            do(*step)
            assert known() == anew(), step
        trial.rollback()
        session.expire_all()


def test_after_a_public_act_only_the_rows_of_one_organisation_are_read(monkeypatch, queries):
    first = publish("Contoh Batu Berhad", 2026)
    publish("Contoh Meru Berhad", 2026)
    known()
    monkeypatch.setattr(listing_standing, "read", None)
    publish("Contoh Awan Berhad", 2025)
    publish("Contoh Baru Berhad", 2026)
    publish("Contoh Zaitun Berhad", 2026)
    amend(first)
    withdraw(publish("Contoh Kasturi Berhad", 2026))
    after = known()
    monkeypatch.undo()
    assert after == anew()
    assert len(after["numbers"]) == 5


def test_an_import_is_read_whole():
    statement = publish("Contoh Batu Berhad", 2026)
    assert known()["sector"] == ["plantation"]
    ledger.append("organisations_imported", "organisations", {}, at=AT)
    db.session.execute(db.text("UPDATE register_entry SET sector = 'energy'"))
    assert known()["sector"] == ["energy"], statement


def test_statements_that_were_indexed_without_an_event_are_seen_with_the_next_one():
    statement = publish("Contoh Batu Berhad", 2026)
    text = db.session.get_one(StatementText, statement.id)
    db.session.delete(text)
    ledger.append("year_opened", "2026", {}, at=AT)
    assert known()["numbers"] == []
    db.session.add(StatementText(statement_id=statement.id, answers="", document=""))
    publish("Contoh Awan Berhad", 2026)
    assert known() == anew()
    assert len(known()["numbers"]) == 2


def test_a_register_that_was_put_in_place_of_another_is_read_whole(session):
    publish("Contoh Batu Berhad", 2026)
    known()
    with session.begin_nested() as gone:
        publish("Contoh Awan Berhad", 2026)
        known()
        gone.rollback()
    session.expire_all()
    publish("Contoh Zaitun Berhad", 2026)
    assert known() == anew()


def test_after_many_events_everything_is_read(monkeypatch):
    monkeypatch.setattr(since, "MOST_EVENTS", 2)
    publish("Contoh Batu Berhad", 2026)
    known()
    for name in NAMES[1:]:
        publish(name, 2026)
    assert known() == anew()


def test_a_draft_is_no_row():
    publish("Contoh Batu Berhad", 2026)
    before = known()
    filed(a_filing(an_organisation("Contoh Awan Berhad"), 2026), at=AT)
    assert known() == before == anew()
    published(a_filing(an_organisation("Contoh Meru Berhad"), 2025))
    assert len(known()["numbers"]) == 2
