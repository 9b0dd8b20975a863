"""Nobody finds how few people stand behind a number from other tables or from another version.

The attacker knows the rules: what is hidden is one at least, and why something is hidden.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.models import Statement
from registry.public_answers import SUPPRESSED, Version, public_answers, public_assessment
from registry.scoring import assess, load_catalogue
from registry.suppression import are_found, hidden, hidden_within, is_small
from tests import factories as make
from tests.public.statements import a_statement, amended
from tests.scoring.filings import changed

LATER = make.AT.replace(year=make.AT.year + 1)
COUNTS = st.lists(st.one_of(st.integers(0, 5), st.integers(5, 40)), min_size=1, max_size=5)


def tables(earlier=(), **rows):
    """What the public reads of these tables, each on the page of its name."""
    public = public_answers({name: {name: each} for name, each in rows.items()}, earlier)
    return {name: public[name][name] for name in rows}


def cells(rows, name):
    return [row[name] for row in rows]


def people(nationality, headcount):
    return {"nationality": nationality, "sex": "male", "state": "SGR", "headcount": headcount}


def corridor(origin, recruits, direct=0, **more):
    return {"origin": origin, "sector": "plantation", "recruits": recruits} | {
        "direct_recruits": direct,
        **more,
    }


def recruiter(country, recruits):
    return {"country": country, "name": f"Contoh {country} {recruits} Ltd", "recruits": recruits}


# What hidden counts add up to


def test_five_counts_of_together_five_are_not_told_by_their_number():
    assert hidden([1, 1, 1, 1, 1, 9, 40]) == [True] * 6 + [False]
    assert hidden([1, 4, 9, 40]) == [True, True, True, False]


@given(COUNTS)
def test_a_total_leaves_each_hidden_count_room_to_be_five(counts):
    hide = hidden(counts)
    few = [count for count, is_hidden in zip(counts, hide, strict=True) if is_hidden]
    assert (
        not few or sum(few) - (len(few) - 1) >= 5 or all(hide[i] for i, c in enumerate(counts) if c)
    )


@pytest.mark.parametrize("counts", [(1, 1, 1, 1, 1), (4, 1), (2, 2, 1)])
def test_a_total_is_withheld_where_all_of_it_is_hidden(counts):
    nations = ("NPL", "BGD", "IDN", "MMR", "VNM")
    filed = {"workforce": {"workforce": list(map(people, nations, counts))}}
    answers = changed({"workforce": filed["workforce"]["workforce"]})
    whole = assess(answers, on=make.AT.date(), catalogue=load_catalogue())
    public = public_assessment(whole, public_answers(filed), filed=filed)
    assert whole.as_dict()["metrics"]["headcount"] == 5
    assert public["metrics"]["headcount"] is None


# One table beside another


def test_a_corridor_of_few_tells_neither_what_they_earned_nor_how_long_they_waited():
    told = {
        "days_to_deploy": 40,
        "first_month_earnings_myr": "1512.00",
        "basic_wage_myr": "1500.00",
    }
    few, _smallest, many = tables(
        corridors=[
            corridor("NPL", 2, **told),
            corridor("BGD", 30, **told),
            corridor("IDN", 60, **told),
        ]
    )["corridors"]
    assert {few[name] for name in told} == {SUPPRESSED}
    assert {name: many[name] for name in told} == told


def test_few_recruits_of_an_agent_are_not_found_from_the_corridors_of_its_country():
    rows = [recruiter("BGD", 97), recruiter("BGD", 3), recruiter("NPL", 20)]
    public = tables(corridors=[corridor("BGD", 100), corridor("NPL", 20)], recruiters=rows)
    assert cells(public["recruiters"], "recruits") == [SUPPRESSED, SUPPRESSED, 20]
    assert cells(public["corridors"], "recruits") == [100, 20]


def test_a_corridor_of_few_is_not_found_from_the_agents_of_the_other_countries():
    public = tables(
        corridors=[corridor("NPL", 3), corridor("BGD", 50), corridor("IDN", 100)],
        recruiters=[
            recruiter("NPL", 3),
            recruiter("BGD", 30),
            recruiter("BGD", 20),
            recruiter("IDN", 10),
            recruiter("IDN", 90),
        ],
    )
    assert cells(public["corridors"], "recruits") == [SUPPRESSED, SUPPRESSED, 100]
    assert cells(public["recruiters"], "recruits") == [SUPPRESSED, 30, SUPPRESSED, SUPPRESSED, 90]


def test_few_direct_recruits_are_not_found_from_the_agents_of_the_country():
    public = tables(
        corridors=[corridor("BGD", 100, 3), corridor("NPL", 40)],
        recruiters=[recruiter("BGD", 97), recruiter("NPL", 40)],
    )
    assert cells(public["corridors"], "direct_recruits") == [SUPPRESSED, 0]
    assert cells(public["recruiters"], "recruits") == [SUPPRESSED, 40]


# One version beside another


def version(*rows, earlier=()):
    filed = {"workforce": {"workforce": list(rows)}}
    return Version(filed, public_answers(filed, earlier))


def headcounts(version):
    return cells(version.shown["workforce"]["workforce"], "headcount")


def test_what_protects_few_in_one_version_is_not_shown_in_the_next():
    first = version(people("NPL", 3), people("BGD", 20), people("IDN", 100))
    assert headcounts(first) == [SUPPRESSED, SUPPRESSED, 100]
    more = (people("NPL", 3), people("MMR", 10), people("BGD", 20), people("IDN", 100))
    assert headcounts(version(*more)) == [SUPPRESSED, SUPPRESSED, 20, 100]
    assert headcounts(version(*more, earlier=[first])) == [SUPPRESSED, 10, SUPPRESSED, 100]


def test_what_an_earlier_version_shows_protects_nobody():
    first = version(people("BGD", 20), people("IDN", 100))
    rows = (people("NPL", 3), people("BGD", 20), people("IDN", 101))
    assert headcounts(version(*rows, earlier=[first])) == [SUPPRESSED, 20, SUPPRESSED]


COMPANY = [people("BGD", 20), people("IDN", 100)]


@pytest.fixture
def two_versions(session) -> list[Statement]:
    """The second adds three people, and changes nothing of what the first shows."""
    filed = {"workforce": {"workforce_has_migrants": "yes", "workforce": COMPANY}}
    first = a_statement(answers=filed)
    rows = [*COMPANY, people("NPL", 3)]
    return [first, amended(first, at=LATER, answers={"workforce": {"workforce": rows}})]


def test_the_total_is_withheld_where_two_versions_would_tell(two_versions):
    first, second = two_versions
    assert first.assessment["metrics"]["headcount"] == 120
    assert cells(second.answers["workforce"]["workforce"], "headcount") == [20, 100, SUPPRESSED]
    assert second.assessment["metrics"]["headcount"] is None
    assert second.assessment["metrics"]["migrants"] is None
    assert "123" not in str(second.assessment)


@given(COUNTS, COUNTS, st.integers(0, 5))
def test_no_hidden_count_of_the_newer_of_two_versions_is_found(before, after, same):
    """Rows that stand in both versions with one count are known to be the same people."""
    after = [*before[:same], *after][:5]
    shared = [i for i in range(min(len(before), len(after))) if before[i] == after[i]]
    hid = hidden(before)
    told = [not hid[i] if i in shared else None for i in range(len(after))]
    hide = hidden_within(after, [[None] * len(after)], told)
    if are_found(after, hide, told) or are_found(before, hid, [None] * len(before)):
        return  # a total is withheld
    both = [i for i in shared if hid[i]]
    assert all(hide[i] for i in both if after[i])
    kept = Hidden.of(before, hid, both), Hidden.of(after, hide, both)
    for i, is_hidden in enumerate(hide):
        if is_hidden and is_small(after[i]):
            assert most(i in both, *kept) >= 5, (before, hid, after, hide)


class Hidden:
    """What an attacker knows of a version: how many counts it hides, and what they add up to."""

    def __init__(self, alone: int, both: int, people: int) -> None:
        self.alone, self.both, self.people = alone, both, people

    @classmethod
    def of(cls, counts, hide, both):
        hidden = [i for i, is_hidden in enumerate(hide) if is_hidden]
        alone = [i for i in hidden if i not in both]
        return cls(len(alone), len(hidden) - len(alone), sum(counts[i] for i in hidden))

    def is_possible(self, of_both: int) -> bool:
        rest = self.people - of_both
        return rest >= self.alone if self.alone else rest == 0


def most(is_in_both: bool, first: Hidden, second: Hidden) -> int:
    """The highest number that a hidden count of the second version could be."""
    possible = [
        people
        for people in range(second.both, second.people + 1)
        if first.is_possible(people) and second.is_possible(people)
    ]
    if is_in_both:
        return max(possible) - (second.both - 1)
    return second.people - min(possible) - (second.alone - 1)


def test_the_attacker_finds_what_is_to_be_found():
    """He reads three people off two versions where nothing is done about it."""
    first, second = Hidden.of([20], [False], []), Hidden.of([20, 3], [False, True], [])
    assert most(False, first, second) == 3
    assert [most(each, Hidden(0, 2, 23), Hidden(1, 2, 25)) for each in (True, False)] == [22, 2]
