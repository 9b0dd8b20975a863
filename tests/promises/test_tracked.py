"""Commitments over the years, as rows and days: what is open, what counts, and the rate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.promises import (
    Commitment,
    Filed,
    FollowUp,
    Outcome,
    Standing,
    numbered,
    rate,
    standing,
    tracked,
)
from registry.promises.rate import WORTH
from registry.promises.tracked import A_YEAR

DUE = date(2026, 12, 31)
FILED = date(2027, 5, 4)


def promised(*followed: FollowUp, **changed) -> Commitment:
    return Commitment(
        **{
            "number": "2026-1",
            "year": 2026,
            "commitment": "Repay everybody who paid",
            "owner": "Head of human resources",
            "metric": "Workers repaid, per cent",
            "target": "100",
            "due_on": DUE,
            "followed": followed,
        }
        | changed
    )


def told(outcome: str, *, year: int = 2027, due_on: date | None = None) -> FollowUp:
    return FollowUp(year, date(year, 5, 4), Outcome(outcome), "Because", "60", due_on)


LATER = date(2027, 12, 31)


@pytest.mark.parametrize(
    ("promise", "today", "expected"),
    [
        (promised(), DUE, "not_yet_due"),
        (promised(), DUE + timedelta(1), "awaited"),
        (promised(), DUE + A_YEAR, "awaited"),
        (promised(), DUE + A_YEAR + timedelta(1), "no_word"),
        (promised(FollowUp(2027, FILED)), FILED, "no_word"),
        (promised(told("not_yet_due"), due_on=LATER), FILED, "not_yet_due"),
        (promised(told("not_yet_due"), due_on=LATER), date(2028, 1, 1), "awaited"),
        (promised(told("met")), FILED, "kept"),
        (promised(told("partly")), FILED, "partly"),
        (promised(told("missed")), FILED, "missed"),
        (promised(told("dropped")), FILED, "dropped"),
        (promised(told("missed", due_on=LATER)), FILED, "missed"),
        (promised(told("missed", due_on=LATER), told("met", year=2028)), LATER, "kept_late"),
        (promised(told("partly", due_on=LATER)), LATER + A_YEAR, "partly"),
        (promised(told("partly", due_on=LATER)), LATER + A_YEAR + timedelta(1), "no_word"),
        (promised(told("partly")), date(2040, 1, 1), "partly"),
    ],
)
def test_where_a_promise_stands(promise, today, expected):
    assert standing(promise, today) == expected


def test_the_rate_of_a_company_that_kept_seven_of_ten():
    outcomes = ["met"] * 7 + ["partly"] * 2 + ["dropped"]
    found = rate([promised(told(outcome)) for outcome in outcomes], FILED)
    assert (found.made, found.due, found.kept, found.percent) == (10, 10, 7, 80)


def test_a_promise_whose_day_is_to_come_is_left_out():
    found = rate([promised(told("met")), promised(due_on=date(2030, 1, 1))], FILED)
    assert (found.made, found.due, found.percent) == (2, 1, 100)


def test_without_a_promise_that_is_due_there_is_no_rate():
    assert rate([promised()], DUE).percent is None


OUTCOMES = st.sampled_from(list(Outcome))
DAYS = st.dates(date(2027, 1, 1), date(2032, 1, 1))
FOLLOWED = st.lists(
    st.builds(
        FollowUp,
        year=st.just(2027),
        on=st.just(FILED),
        outcome=OUTCOMES,
        due_on=st.none() | st.dates(date(2027, 6, 1), date(2029, 1, 1)),
    ),
    max_size=1,
)


@given(FOLLOWED, OUTCOMES, DAYS)
def test_a_promise_told_never_counts_less_than_the_same_one_passed_over(followed, outcome, today):
    before = promised(*followed)
    silent = replace(before, followed=(*followed, FollowUp(2030, date(2030, 5, 4))))
    answered = replace(before, followed=(*followed, FollowUp(2030, date(2030, 5, 4), outcome)))
    worth = WORTH.get(standing(answered, max(today, date(2030, 5, 4))))
    passed_over = WORTH.get(standing(silent, max(today, date(2030, 5, 4))), 0)
    if before.is_open:
        assert worth is None or worth >= passed_over


@given(st.lists(st.tuples(OUTCOMES, DAYS)), DAYS)
def test_the_rate_is_a_share_and_every_promise_is_counted_once(told_of, today):
    promises = [promised(told(outcome), due_on=day) for outcome, day in told_of]
    found = rate(promises, today)
    assert found.made == len(promises)
    assert found.share is None or 0 <= found.share <= 1


def test_promises_over_three_years():
    promise = {
        "commitment": "Repay",
        "owner": "HR",
        "metric": "RM",
        "target": "1",
        "due_on": "2026-12-31",
    }
    years = [
        Filed(
            2026, date(2026, 5, 4), numbered([promise, {**promise, "commitment": "Ask"}], 2026), []
        ),
        Filed(
            2027,
            FILED,
            numbered([{**promise, "due_on": "2027-12-31"}], 2027),
            [
                {"number": "2026-1", "outcome": "missed", "why": "Slow", "due_on": "2027-12-31"},
                {"number": "2026-2", "outcome": "met", "reached": "1"},
            ],
        ),
        Filed(2028, date(2028, 5, 4), [], [{"number": "2026-1", "outcome": "met"}]),
    ]
    found = {each.number: each for each in tracked(years)}
    assert list(found) == ["2026-1", "2026-2", "2027-1"]
    day = date(2028, 6, 1)
    assert standing(found["2026-1"], day) is Standing.KEPT_LATE
    assert standing(found["2026-2"], day) is Standing.KEPT
    assert standing(found["2027-1"], day) is Standing.NO_WORD
    assert not found["2026-1"].is_open


def test_a_number_is_kept_and_never_given_twice():
    rows = [{"number": "2026-2"}, {}, {"number": "2026-2"}, {"number": "2025-9"}]
    numbers = [row["number"] for row in numbered(rows, 2026, taken=["2026-4"])]
    assert numbers == ["2026-2", "2026-5", "2026-6", "2026-7"]


def test_a_promise_is_held_to_its_first_words():
    first = {"number": "2026-1", "commitment": "Repay all", "due_on": "2026-12-31"}
    later = {"number": "2026-1", "commitment": "Repay some", "due_on": "2029-12-31"}
    [promise] = tracked([Filed(2026, date(2026, 5, 4), [first, later], [])])
    assert (promise.commitment, promise.due_on) == ("Repay all", DUE)


def test_a_promise_without_a_day_is_due_a_year_after_its_filing():
    [promise] = tracked(
        [Filed(2026, date(2026, 5, 4), [{"number": "2026-1", "commitment": "x"}], [])]
    )
    assert promise.due_on == date(2027, 5, 4)
