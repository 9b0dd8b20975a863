"""Periods, deadlines and the one dated status of each organisation and year."""

from datetime import date

import pytest
from sqlalchemy import select

from registry import obligations
from registry.extensions import db
from registry.models import (
    ListingState,
    Market,
    Organisation,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
)
from registry.obligations import entry_values, period_due_in
from tests import factories as make


@pytest.mark.parametrize(
    ("day", "month", "ends", "due"),
    [
        (31, 12, date(2025, 12, 31), date(2026, 6, 30)),
        (30, 6, date(2026, 6, 30), date(2026, 12, 31)),
        (31, 7, date(2025, 7, 31), date(2026, 1, 31)),
        (31, 8, date(2025, 8, 31), date(2026, 2, 28)),
        (28, 2, date(2026, 2, 28), date(2026, 8, 31)),
        (29, 2, date(2026, 2, 28), date(2026, 8, 31)),
        (15, 3, date(2026, 3, 15), date(2026, 9, 15)),
    ],
)
def test_the_deadline_is_six_months_after_the_financial_year(day, month, ends, due):
    period = period_due_in(2026, month=month, day=day)
    assert (period.end, period.due_on) == (ends, due)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_financial_year_is_due_in_exactly_one_year(month):
    periods = [period_due_in(year, month=month, day=31) for year in range(2024, 2031)]
    for before, after in zip(periods, periods[1:], strict=False):
        assert (after.start - before.end).days == 1


def subject(**facts):
    return obligations.Subject(
        **{
            "organisation_id": 1,
            "name_key": "contoh",
            "sector": "industrial",
            "market": Market.MAIN,
            "state": "SGR",
            "fye_month": 12,
            "fye_day": 31,
            "listing_state": ListingState.LISTED,
            "listing_state_on": None,
            "classes": ((date(2023, 1, 1), ReportingClass.LISTED_COMPANY, ""),),
        }
        | facts
    )


def test_a_listed_company_is_due_from_the_day_after_its_year():
    values = entry_values(subject(), 2026)
    assert (values["status"], values["status_on"]) == (PublicStatus.DUE, date(2026, 1, 1))
    assert values["mandatory"] is False


def test_a_class_counts_when_it_holds_on_the_deadline_and_not_a_day_later():
    listed = (date(2023, 1, 1), ReportingClass.LISTED_COMPANY, "")
    on_the_day = (date(2026, 6, 30), ReportingClass.EXEMPT, "In liquidation")
    day_after = (date(2026, 7, 1), ReportingClass.EXEMPT, "In liquidation")
    values = entry_values(subject(classes=(listed, on_the_day)), 2026)
    assert (values["status"], values["reason"]) == (PublicStatus.EXEMPT, "In liquidation")
    assert entry_values(subject(classes=(listed, day_after)), 2026)["status"] is PublicStatus.DUE


def test_who_has_no_class_yet_is_not_in_scope():
    assert entry_values(subject(classes=()), 2026)["status"] is PublicStatus.NOT_IN_SCOPE


def test_a_company_delisted_before_its_deadline_is_dated_by_that_day():
    gone = subject(listing_state=ListingState.DELISTED, listing_state_on=date(2026, 2, 1))
    values = entry_values(gone, 2026)
    assert values["status"] is PublicStatus.DELISTED_SUSPENDED
    assert values["status_on"] == date(2026, 2, 1)


def test_a_company_delisted_after_its_deadline_still_owed_its_statement():
    gone = subject(listing_state=ListingState.DELISTED, listing_state_on=date(2026, 7, 1))
    assert entry_values(gone, 2026)["status"] is PublicStatus.DUE


def test_opening_a_year_gives_everybody_one_entry_and_again_nobody(session):
    first, second = make.an_organisation(), make.an_organisation()
    assert obligations.open_year(2031) >= 2
    assert obligations.open_year(2031) == 0
    entries = session.scalars(
        select(RegisterEntry).where(
            RegisterEntry.organisation_id.in_([first.id, second.id]), RegisterEntry.year == 2031
        )
    ).all()
    assert [entry.due_on for entry in entries] == [date(2031, 6, 30)] * 2


def test_a_new_year_end_moves_what_is_open_and_leaves_what_was_filed(session):
    organisation = make.an_organisation()
    filed = make.an_entry(organisation, 2025, status=PublicStatus.PUBLISHED_ON_TIME)
    open_entry = make.an_entry(organisation, 2026)
    organisation.fye_month, organisation.fye_day, organisation.state = 3, 31, "JHR"
    session.flush()
    obligations.refresh(db.session.get_one(Organisation, organisation.id))
    assert (open_entry.period_end, open_entry.due_on) == (date(2026, 3, 31), date(2026, 9, 30))
    assert filed.period_end == date(2024, 12, 31)
    assert filed.state == open_entry.state == "JHR"
