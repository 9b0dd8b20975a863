"""What a withdrawn grade was made of is given to nobody who could put it together again."""

import pytest
import time_machine

from registry import withdrawal
from registry.models import Filing, StaffRole, Statement
from registry.open_data import judged, statements
from tests import factories as make
from tests.public.conftest import TODAY
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def a_known_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def statement(session) -> Statement:
    """Its grade was public for a day, and held down by a limit."""
    statement = a_statement(answers={"passports": {"doc_passport_holder": "employer"}})
    statement.grade_public_on = TODAY.date()
    assert statement.assessment["gates"]
    assert any(theme["score"] for theme in statement.assessment["themes"])
    senior = make.a_user("Senior Officer", staff=StaffRole.SENIOR_OFFICER)
    filing = session.get_one(Filing, statement.filing_id)
    withdrawal.withdraw(
        withdrawal.statement_of(filing), by=senior, at=TODAY, reason="Two answers were false."
    )
    session.commit()
    return statement


def test_the_api_gives_the_findings_and_nothing_that_they_add_up_to(client, statement):
    shown = client.get(f"/api/v1/statements/{statement.id}").json["assessment"]
    assert shown["findings"]
    assert shown["gates"] == []
    assert {theme["score"] for theme in shown["themes"]} == {None}
    sums = ("grade", "band", "score", "score_before_gates", "marks", "confidence")
    assert {shown[name] for name in sums} == {None}


def test_the_open_data_give_no_more_than_the_api(statement):
    today = TODAY.date()
    assert not list(judged.limits(today))
    assert not list(judged.themes(today))
    [row] = statements.statements(today)
    assert row["grade"] is row["score"] is row["confidence"] is None
