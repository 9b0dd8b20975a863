"""Small numbers of people are not published, nor found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from registry.public_answers import SUPPRESSED, public_answers
from registry.suppression import hidden, is_small


def test_four_people_are_hidden_and_five_are_shown():
    assert hidden([4, 5, 4]) == [True, False, True]


def test_nobody_is_shown_as_zero():
    assert hidden([0, 12]) == [False, False]


def test_one_hidden_count_takes_the_smallest_other_with_it():
    assert hidden([3, 40, 12]) == [True, False, True]


def test_two_hidden_counts_of_fewer_than_five_people_take_another_with_them():
    assert hidden([1, 2, 40, 12]) == [True, True, False, True]


@given(st.lists(st.integers(0, 60), max_size=8))
def test_a_total_never_gives_a_hidden_count_away(counts):
    hide = hidden(counts)
    assert all(hide[i] for i, count in enumerate(counts) if 0 < count < 5)
    shown = [count for count, is_hidden in zip(counts, hide, strict=True) if not is_hidden]
    assert not is_small(sum(counts) - sum(shown)) or not any(shown)


def test_fee_lines_of_few_workers_lose_amounts_and_so_does_one_more_of_the_corridor():
    def line(category, amount, workers):
        return {
            "corridor": "NPL-manufacturing",
            "payer": "worker",
            "category": category,
            "amount_myr": amount,
            "workers": workers,
        }

    rows = [line("REC", "900.00", 3), line("MED", "400.00", 20), line("TRV", "500.00", 30)]
    public = public_answers({"fees": {"fees": rows}})["fees"]["fees"]
    assert [row["amount_myr"] for row in public] == [SUPPRESSED, SUPPRESSED, "500.00"]
    assert rows[0]["amount_myr"] == "900.00"


def test_recruits_hired_through_agents_are_not_found_by_subtraction():
    row = {"origin": "NPL", "sector": "services", "recruits": 30, "direct_recruits": 28}
    public = public_answers({"corridors": {"corridors": [row]}})["corridors"]["corridors"]
    assert public[0]["recruits"] == 30
    assert public[0]["direct_recruits"] == SUPPRESSED


def test_single_answers_about_one_to_four_workers_are_hidden():
    public = public_answers({"movement": {"doc_passes_lapsed": 2, "doc_passes_total": 80}})
    assert public["movement"] == {"doc_passes_lapsed": SUPPRESSED, "doc_passes_total": 80}


def test_a_few_passes_that_did_not_lapse_are_not_found_by_subtraction():
    public = public_answers({"movement": {"doc_passes_lapsed": 98, "doc_passes_total": 100}})
    assert public["movement"] == {"doc_passes_lapsed": SUPPRESSED, "doc_passes_total": 100}


def test_a_total_of_few_passes_is_hidden():
    public = public_answers({"movement": {"doc_passes_lapsed": 0, "doc_passes_total": 3}})
    assert public["movement"] == {"doc_passes_lapsed": 0, "doc_passes_total": SUPPRESSED}
