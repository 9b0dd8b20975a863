"""No grade is public before the organisation could answer it: not even of what it withdrew."""

from datetime import timedelta

import pytest
import time_machine

from registry.filing.withdrawing import withdraw
from registry.models import RegisterEntry
from tests import factories as make
from tests.filing.house import House

pytestmark = pytest.mark.usefixtures("session")
DAY_2, DAY_3, DAY_20 = (make.AT + timedelta(days=days) for days in (2, 3, 20))
WORDS = "Two lines of the fee table were those of another company."


@pytest.fixture
def withdrawn(session):
    """Withdrawn two days after it was published."""
    house = House()
    statement = make.published(house.filing, by=house.signatory)
    withdraw(house.filing, by=house.signatory, at=DAY_2, reason="The fee table was wrong.")
    session.commit()
    return house, statement


def page(client, statement):
    own = f"/en/organisations/{statement.organisation_id}/{statement.year}"
    return client.get(f"{own}/versions/{statement.version}").text


def test_a_withdrawn_statement_keeps_its_fourteen_days(client, withdrawn):
    _house, statement = withdrawn
    with time_machine.travel(DAY_3, tick=False):
        assert "Grade after the right of reply" in page(client, statement)
    with time_machine.travel(DAY_20, tick=False):
        shown = page(client, statement)
        assert "Grade after the right of reply" not in shown
        assert "The organisation withdrew this statement" in shown


def test_who_withdrew_a_statement_can_reply_to_its_assessment(client, session, withdrawn):
    house, statement = withdrawn
    with time_machine.travel(DAY_3, tick=False):
        client.sign_in(house.signatory)
        assert "Reply to the assessment" in client.page(house.url()).text
        client.fill(house.url("reply"), answer="reply", text=WORDS)
        assert WORDS in page(client, statement)
    entry = session.get_one(RegisterEntry, (statement.organisation_id, statement.year))
    assert (entry.grade, entry.grade_public_on, entry.statement_id) == (None, None, None)
