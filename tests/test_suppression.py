"""Small numbers of people are not published, nor found by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.public_answers import SUPPRESSED, public_answers
from registry.scoring import load_parameters
from registry.suppression import SMALLEST, hidden, hidden_within, is_small


def test_the_smallest_count_is_that_of_the_published_parameters():
    assert [each.value for each in load_parameters()["small_cell_threshold"].values] == [SMALLEST]


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


PAIRS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from("ab"), st.sampled_from("xy")), max_size=10
)


@given(PAIRS)
def test_no_total_of_any_grouping_gives_a_hidden_count_away(cells):
    counts = [count for count, _, _ in cells]
    groupings = [[each[1] for each in cells], [each[2] for each in cells]]
    hide = hidden_within(counts, groupings)
    assert all(hide[i] for i, count in enumerate(counts) if is_small(count))
    for grouping in groupings:
        for name in set(grouping):
            here = [i for i, each in enumerate(grouping) if each == name]
            shown = [counts[i] for i in here if not hide[i]]
            assert not is_small(sum(counts[i] for i in here) - sum(shown)) or not any(shown)


def in_tables(**tables):
    """What the public reads of these tables, each on the page of its name."""
    public = public_answers({name: {name: rows} for name, rows in tables.items()})
    return {name: public[name][name] for name in tables}


def cells(rows, name):
    return [row[name] for row in rows]


def people(nationality, headcount, *, state="SGR", sex="male"):
    return {"nationality": nationality, "state": state, "sex": sex, "headcount": headcount}


def wage(nationality, workers, *, state="SGR", month="2025-12-01", below=0, **more):
    return {
        "nationality": nationality,
        "state": state,
        "month": month,
        "workers": workers,
        "workers_below_min": below,
        "lowest_basic_myr": "1700.00",
    } | more


def test_what_a_group_of_few_earns_is_not_published():
    [row] = in_tables(wages=[wage("PHL", 3, below=3)])["wages"]
    assert row["workers"] == row["workers_below_min"] == row["lowest_basic_myr"] == SUPPRESSED


def test_few_below_the_minimum_wage_and_few_above_it_are_both_hidden():
    rows = in_tables(wages=[wage("NPL", 60, below=2), wage("BGD", 60, below=57)])["wages"]
    assert cells(rows, "workers_below_min") == [SUPPRESSED, SUPPRESSED]
    assert cells(rows, "workers") == [60, 60]


def test_nobody_below_the_minimum_wage_and_everybody_below_it_are_shown():
    rows = in_tables(wages=[wage("NPL", 60, below=0), wage("BGD", 60, below=60)])["wages"]
    assert cells(rows, "workers_below_min") == [0, 60]


def test_a_group_is_not_found_by_taking_its_other_rows_from_the_headcount():
    public = in_tables(
        workforce=[people("NPL", 100)],
        wages=[wage("NPL", 97, area="A"), wage("NPL", 3, area="B")],
    )
    assert cells(public["workforce"], "headcount") == [100]
    assert cells(public["wages"], "workers") == [SUPPRESSED, SUPPRESSED]
    assert cells(public["wages"], "lowest_basic_myr") == ["1700.00", SUPPRESSED]


def test_another_month_of_the_same_people_does_not_give_a_group_away():
    rows = [
        wage("NPL", 97, area="A"),
        wage("NPL", 3, area="B"),
        wage("NPL", 100, month="2025-01-01"),
    ]
    public = in_tables(wages=rows)["wages"]
    assert cells(public, "workers") == [SUPPRESSED, SUPPRESSED, 100]


def test_a_hidden_headcount_is_not_found_in_the_wage_table():
    public = in_tables(
        workforce=[
            people("NPL", 100),
            people("NPL", 3, sex="female"),
            people("MYS", 200),
            people("MYS", 80, sex="female"),
        ],
        wages=[wage("NPL", 103), wage("MYS", 280)],
    )
    assert cells(public["workforce"], "headcount") == [100, SUPPRESSED, 200, SUPPRESSED]
    assert cells(public["wages"], "workers") == [SUPPRESSED, SUPPRESSED]


def test_few_who_are_missing_from_the_wage_table_are_not_found():
    public = in_tables(workforce=[people("NPL", 100)], wages=[wage("NPL", 97)])
    assert cells(public["wages"], "workers") == [SUPPRESSED]


def site(name, residents, state="SGR"):
    return {"site": name, "state": state, "residents": residents}


def test_housing_is_published_without_its_name():
    rows = in_tables(housing=[site("Asrama Jalan Satu 12", 40), site("Asrama B", 60)])["housing"]
    assert rows == [site("1", 40), site("2", 60)]


def test_few_residents_are_hidden_with_the_smallest_other_site_of_the_state():
    rows = [site("a", 3), site("b", 40), site("c", 60), site("d", 50, "JHR")]
    public = in_tables(housing=rows)["housing"]
    assert cells(public, "residents") == [SUPPRESSED, SUPPRESSED, 60, 50]


def test_few_who_live_elsewhere_are_not_found_by_subtraction():
    public = in_tables(workforce=[people("NPL", 100)], housing=[site("a", 60), site("b", 38)])
    assert cells(public["housing"], "residents") == [60, SUPPRESSED]


def test_residents_who_are_all_of_a_state_do_not_tell_a_hidden_headcount():
    workforce = [people("NPL", 100), people("PHL", 3), people("MYS", 90, state="JHR")]
    public = in_tables(workforce=workforce, housing=[site("a", 103)])
    assert cells(public["workforce"], "headcount") == [100, SUPPRESSED, SUPPRESSED]
    assert cells(public["housing"], "residents") == [SUPPRESSED]


def test_a_finding_about_few_loses_its_number_and_its_days():
    row = {"indicator": "violence", "found_on": "2025-03-12", "remedy_status": "complete"}
    few, many = in_tables(findings=[row | {"workers": 2}, row | {"workers": 40}])["findings"]
    assert few == row | {"workers": SUPPRESSED, "found_on": SUPPRESSED}
    assert many == row | {"workers": 40}


def test_small_groups_and_few_untrained_people_are_hidden():
    rows = [
        {"audience": "procurement", "headcount": 3, "trained": 3},
        {"audience": "workers", "headcount": 100, "trained": 98},
        {"audience": "management", "headcount": 20, "trained": 0},
    ]
    public = in_tables(training=rows)["training"]
    assert cells(public, "headcount") == [SUPPRESSED, 100, 20]
    assert cells(public, "trained") == [SUPPRESSED, SUPPRESSED, 0]


def cases(**numbers):
    answers = {f"grv_cases_{name}": number for name, number in numbers.items()}
    public = public_answers({"cases": answers})["cases"]
    return {name.removeprefix("grv_cases_"): number for name, number in public.items()}


def test_complaints_of_few_women_are_not_found_from_those_of_men():
    public = cases(received=23, women=3, men=20)
    assert public == {"received": 23, "women": SUPPRESSED, "men": SUPPRESSED}


def test_complaints_without_a_name_keep_the_men_in_sight():
    public = cases(received=40, women=3, men=20)
    assert public == {"received": 40, "women": SUPPRESSED, "men": 20}


def test_few_complaints_without_a_name_are_not_found_by_subtraction():
    assert cases(received=20, women=8, men=10) == {"received": 20, "women": SUPPRESSED, "men": 10}


def test_few_complaints_still_open_are_not_found_by_subtraction():
    public = cases(opening=6, received=20, closed=24)
    assert public == {"opening": 6, "received": 20, "closed": SUPPRESSED}


def test_a_hidden_opening_lets_the_closed_complaints_be_shown():
    public = cases(opening=2, received=20, closed=19)
    assert public == {"opening": SUPPRESSED, "received": 20, "closed": 19}


def test_more_closed_than_received_do_not_tell_how_few_were_open():
    public = cases(opening=4, received=20, closed=24)
    assert public == {"opening": SUPPRESSED, "received": 20, "closed": SUPPRESSED}
    public = cases(opening=20, received=3, closed=22)
    assert public == {"opening": 20, "received": SUPPRESSED, "closed": SUPPRESSED}


def test_complaints_that_are_all_closed_are_shown():
    numbers = {"opening": 6, "received": 20, "women": 0, "men": 20, "closed": 26}
    assert cases(**numbers) == numbers


def test_how_long_few_complaints_took_is_hidden():
    public = public_answers({"cases": {"grv_cases_closed": 2, "grv_median_days": 9}})
    assert set(public["cases"].values()) == {SUPPRESSED}


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("pay", "wag_late_cases"),
        ("pay", "wag_rest_day_breaches"),
        ("monitoring", "mon_worker_interviews"),
        ("cases", "grv_cases_received"),
    ],
)
def test_single_answers_of_the_new_pages_are_hidden_from_one_to_four(page, name):
    shown = [public_answers({page: {name: number}})[page][name] for number in (0, 1, 4, 5)]
    assert shown == [0, SUPPRESSED, SUPPRESSED, 5]


@pytest.mark.parametrize("name", ["pre_departure_trained", "post_arrival_trained"])
def test_recruits_without_orientation_are_not_found_by_subtraction(name):
    row = {"origin": "NPL", "sector": "services", "recruits": 30, name: 27}
    public = public_answers({"corridors": {"corridors": [row]}})["corridors"]["corridors"]
    assert public[0][name] == SUPPRESSED


def test_blank_and_unknown_answers_stay_as_they_are():
    answers = {"grv_cases_received": "do_not_know", "grv_cases_women": 12}
    assert public_answers({"cases": answers})["cases"] == answers
    assert in_tables(wages=[{"nationality": "NPL"}], housing=[{"state": "SGR"}]) == {
        "wages": [{"nationality": "NPL"}],
        "housing": [{"state": "SGR"}],
    }
