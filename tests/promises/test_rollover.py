"""Commitments from one year's filing to the next, as people make them and account for them."""

from datetime import date

import pytest

from registry import promises
from registry.extensions import db
from registry.filing import progress
from registry.forms.filing import Facts
from registry.forms.filing.commitments import CommitmentsForm, FollowUpForm
from registry.models import Filing, FilingPage
from registry.promises import Standing, rate, standing
from tests import factories as make
from tests.filing.house import House

REPAY = {
    "commitment": "Repay every worker of the Nepal corridor",
    "owner": "Head of human resources",
    "metric": "Workers repaid, per cent",
    "target": "100",
    "due_on": "2026-12-31",
}
ASK = {**REPAY, "commitment": "Ask every leaver what the job cost", "due_on": "2028-06-30"}


@pytest.fixture
def house(session) -> House:
    """A company whose statement for 2026 makes two promises."""
    house = House()
    set_page(house.filing, "commitments", commitments_made="yes", commitments=[REPAY, ASK])
    make.published(house.filing)
    return house


def set_page(filing: Filing, name: str, **answers) -> None:
    page = next(page for page in filing.pages if page.name == name)
    page.answers = answers


def next_filing(house: House, year: int, **pages) -> Filing:
    """A complete filing of a later year, with these pages."""
    answers = make.complete_answers()
    answers["commitments"] = {"commitments_made": "no", "commitments": []}
    return make.a_filing(house.organisation, year, by=house.preparer, pages={**answers, **pages})


def followed(number: str, outcome: str, **more: str) -> dict[str, str]:
    return {"number": number, "outcome": outcome, **more}


def publish(filing: Filing, year: int) -> None:
    make.published(filing, at=make.AT.replace(year=year))


def of(house: House) -> dict[str, promises.Commitment]:
    db.session.flush()
    return {p.number: p for p in promises.of_organisation(house.organisation.id)}


def test_what_is_promised_is_public_when_its_statement_is(house):
    found = of(house)
    assert list(found) == ["2026-1", "2026-2"]
    assert found["2026-1"].target == "100"
    assert standing(found["2026-1"], date(2026, 6, 1)) is Standing.NOT_YET_DUE


def test_promises_roll_over_three_years(house):
    answers = [
        followed("2026-1", "missed", why="The bank was slow", due_on="2027-12-31"),
        followed("2026-2", "not_yet_due"),
    ]
    filing = next_filing(house, 2027, followup={"followed": answers})
    assert [p.number for p in promises.to_follow_up(filing)] == ["2026-1", "2026-2"]
    publish(filing, 2027)
    assert of(house)["2026-1"].times_moved == 1
    assert rate(of(house).values(), date(2027, 6, 1)).percent == 0

    answers = [followed("2026-1", "met", reached="100")]
    filing = next_filing(house, 2028, followup={"followed": answers})
    assert [p.number for p in promises.to_follow_up(filing)] == ["2026-1", "2026-2"]
    publish(filing, 2028)
    day = date(2028, 6, 1)
    assert standing(of(house)["2026-1"], day) is Standing.KEPT_LATE
    assert standing(of(house)["2026-2"], day) is Standing.NOT_YET_DUE
    assert rate(of(house).values(), day).percent == 50

    filing = next_filing(house, 2029)
    assert [p.number for p in promises.to_follow_up(filing)] == ["2026-2"]
    publish(filing, 2029)
    assert standing(of(house)["2026-2"], date(2029, 6, 1)) is Standing.NO_WORD


def test_a_statement_that_never_comes_does_not_freeze_the_rate(house):
    assert rate(of(house).values(), date(2027, 6, 1)).due == 0
    assert rate(of(house).values(), date(2028, 1, 1)).percent == 0


def test_the_page_shows_each_promise_and_asks_what_became_of_it(client, house):
    filing = next_filing(house, 2027)
    client.sign_in(house.preparer)
    url = f"/en/filings/{filing.reference}/pages/followup"
    page = client.page(url)
    assert "Repay every worker of the Nepal corridor" in page.text
    assert "31 Dec 2026" in page.text
    answer = client.fill(url)
    assert answer.status_code == 422
    client.fill(
        url,
        **{
            "followed-0-outcome": "met",
            "followed-0-reached": "100",
            "followed-1-outcome": "dropped",
            "followed-1-why": "Nobody left",
        },
    )
    stored = db.session.get_one(FilingPage, (filing.id, "followup"))
    assert stored.complete
    assert stored.answers["followed"][0] == {
        "number": "2026-1",
        "commitment": REPAY["commitment"],
        "outcome": "met",
        "reached": "100",
    }


def test_a_promise_cannot_be_reworded_left_out_or_added(app, house):
    filing = next_filing(house, 2027)
    facts = facts_with(promises.to_follow_up(filing))
    sent = [
        {"number": "2026-2", "commitment": "Ask some", "outcome": "met"},
        {"number": "2020-9", "commitment": "A promise nobody made", "outcome": "met"},
    ]
    with app.test_request_context("/en/"):
        form = FollowUpForm(formdata=None, data={"followed": sent}, facts=facts)
        assert [row["number"] for row in form.answers["followed"]] == ["2026-1", "2026-2"]
        assert form.answers["followed"][1]["commitment"] == ASK["commitment"]
        assert not form.validate()


def facts_with(found=(), **more) -> Facts:
    day = date(2027, 5, 4)
    period = (date(2026, 1, 1), date(2026, 12, 31))
    return Facts(day, *period, promises=found, **{"year": 2027} | more)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (followed("2026-1", "not_yet_due"), "outcome"),
        (followed("2026-1", "met"), "reached"),
        (followed("2026-1", "missed"), "why"),
        (followed("2026-1", "met", reached="100", due_on="2028-01-01"), "due_on"),
        (followed("2026-1", "missed", why="Slow", due_on="2027-01-01"), "due_on"),
    ],
)
def test_an_account_that_says_too_little_or_too_much_is_not_finished(app, house, row, field):
    filing = next_filing(house, 2027)
    [first, _second] = promises.to_follow_up(filing)
    with app.test_request_context("/en/"):
        form = FollowUpForm(formdata=None, data={"followed": [row]}, facts=facts_with([first]))
        assert not form.validate()
        assert list(form.followed.entries[0].form.errors) == [field]


def test_the_page_is_owed_while_a_promise_is_open(app, house):
    filing = next_filing(house, 2027)
    db.session.delete(next(page for page in filing.pages if page.name == "followup"))
    db.session.flush()
    db.session.expire(filing)
    assert progress.unfinished(filing) == ["Earlier commitments"]


def test_a_commitment_keeps_its_number_and_a_new_one_gets_the_next(app):
    rows = [{**REPAY, "due_on": "2027-12-31"}, {**ASK, "number": "2027-1"}]
    facts = facts_with(numbers_taken=("2027-1", "2027-2"))
    with app.test_request_context("/en/"):
        form = CommitmentsForm(
            formdata=None, data={"commitments_made": "yes", "commitments": rows}, facts=facts
        )
        assert [row["number"] for row in form.answers["commitments"]] == ["2027-3", "2027-1"]
        assert form.validate()


def test_a_promise_is_for_a_day_to_come(app):
    facts = facts_with()
    with app.test_request_context("/en/"):
        form = CommitmentsForm(
            formdata=None, data={"commitments_made": "yes", "commitments": [REPAY]}, facts=facts
        )
        assert not form.validate()
