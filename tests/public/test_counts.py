"""Counts are remembered, and never outlive what they count."""

from datetime import date

import pytest

from registry import ledger
from registry.extensions import db
from registry.forms.public import Search
from registry.models import PublicStatus
from registry.public import counts
from registry.public.listing import entries as listing
from registry.public.unchanged import Memory
from tests.factories import AT, an_entry, an_organisation

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)
SEARCH = Search(year=2026)


def found(search: Search = SEARCH, today: date = TODAY) -> int:
    db.session.info.clear()
    return listing.total(search, today)


def test_before_the_first_event_nothing_is_remembered():
    an_entry(an_organisation())
    assert found() == 1
    an_entry(an_organisation())
    assert found() == 2


def test_an_event_of_the_ledger_makes_everything_be_counted_again():
    an_entry(an_organisation())
    ledger.append("published", "first", {}, at=AT)
    assert found() == 1
    an_entry(an_organisation())
    assert found() == 1, "remembered: nothing that the public can see has happened"
    ledger.append("published", "second", {}, at=AT)
    assert found() == 2


def test_what_nobody_asked_for_longest_is_forgotten_first():
    memory = Memory(most=2)
    ledger.append("published", "first", {}, at=AT)
    db.session.info.clear()
    asked = []
    for question in "abacb":
        memory.while_unchanged(
            question, lambda question=question: asked.append(question) or question
        )
    assert asked == ["a", "b", "c", "b"]


def test_midnight_turns_due_into_overdue_without_any_event():
    an_entry(an_organisation(), due_on=TODAY)
    ledger.append("published", "first", {}, at=AT)
    overdue = Search(year=2026, status=PublicStatus.OVERDUE)
    assert found(overdue) == 0
    assert found(overdue, date(2026, 11, 22)) == 1


def test_every_organisation_of_a_year_has_exactly_one_status():
    for status in PublicStatus:
        if status is not PublicStatus.OVERDUE:
            an_entry(an_organisation(), status=status, due_on=date(2026, 12, 31))
    tally = counts.by_year(TODAY)[2026]
    assert tally.total == len(PublicStatus) - 1
    assert set(tally.statuses.values()) == {1}
    assert tally.expected == 5
    assert tally.published == 2
