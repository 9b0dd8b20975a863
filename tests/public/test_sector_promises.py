"""What sectors promised and kept, kept up with the ledger, is what reading all of it gives."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry import ledger, promises
from registry.extensions import db
from registry.models import RegisterEntry
from registry.public.sectors import promised
from tests.factories import AT
from tests.public import test_listing_standing as standing

pytestmark = pytest.mark.usefixtures("session")

TODAY = standing.TODAY
YEARS = (2025, 2026, 2027)


def known(day=TODAY):
    """By year, as the next request has them."""
    db.session.flush()
    db.session.info.clear()
    return {year: promised.rates(year, day) for year in YEARS}


def summed(day=TODAY):
    """The same, of each organisation by itself."""
    found = {year: {} for year in YEARS}
    for year, organisation, sector in db.session.execute(
        db.select(RegisterEntry.year, RegisterEntry.organisation_id, RegisterEntry.sector)
    ):
        rate = promises.rates([organisation], year, day).get(organisation)
        if rate and year in found:
            found[year][sector] = found[year].get(sector, promises.Rate()) + rate
    return found


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=st.lists(standing.STEPS, min_size=1, max_size=6))
def test_after_any_story_they_are_those_of_the_organisations(session, story):
    with session.begin_nested() as trial:
        standing.publish("Contoh Kasturi Berhad", 2026)
        for step in story:
            known()
            standing.do(*step)
            assert known() == summed(), step
        trial.rollback()
        session.expire_all()


def test_after_a_public_act_only_one_organisation_is_read(monkeypatch):
    first = standing.publish("Contoh Batu Berhad", 2026)
    standing.publish("Contoh Zaitun Berhad", 2025)
    known()
    monkeypatch.setattr(promised, "read", None)
    standing.publish("Contoh Awan Berhad", 2026)
    standing.publish("Contoh Zaitun Berhad", 2026)
    standing.withdraw(first)
    after = known()
    assert after == summed()
    assert set(after[2026]) == {"energy", "plantation"}


def test_a_day_that_comes_and_an_import_are_read_whole():
    standing.publish("Contoh Batu Berhad", 2026)
    assert known()[2026]["plantation"].due == 0
    later = TODAY + timedelta(days=2000)
    assert known(later) == summed(later)
    assert known(later)[2026]["plantation"].due
    ledger.append("organisations_imported", "organisations", {}, at=AT)
    db.session.execute(db.text("UPDATE register_entry SET sector = 'energy'"))
    assert known() == summed()
    assert set(known()[2026]) == {"energy"}


def test_a_register_without_events_remembers_nothing():
    assert promised.rates(2026, date(2026, 1, 1)) == {}
