"""Sets of companies: for any statements whatever, who is covered and who is not."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from registry.groups.algebra import Naming, coverage

COMPANIES = st.sampled_from("ABCDEF")
SHARES = st.none() | st.decimals(min_value=0, max_value=100, places=2)
NAMINGS = st.lists(st.builds(Naming, COMPANIES, COMPANIES, st.booleans(), SHARES), max_size=25)
FILERS = st.sets(COMPANIES)


@given(FILERS, NAMINGS)
def test_every_company_is_covered_or_not_and_never_both(filers, namings):
    found = coverage(filers, namings)
    assert not found.covered & found.uncovered
    assert found.covered | found.uncovered == filers | {n.company for n in namings}


@given(FILERS, NAMINGS)
def test_a_company_is_uncovered_just_when_nobody_speaks_for_it(filers, namings):
    found = coverage(filers, namings)
    for company in {n.company for n in namings}:
        spoken_for = company in filers or any(n.covered for n in namings if n.company == company)
        assert (company in found.uncovered) is not spoken_for


@given(FILERS, NAMINGS, NAMINGS)
def test_one_more_statement_never_uncovers_a_company(filers, namings, more):
    before, after = coverage(filers, namings), coverage(filers, namings + more)
    assert before.covered <= after.covered
    assert before.overlaps.keys() <= after.overlaps.keys()
    assert before.circles <= after.circles


@given(FILERS, NAMINGS)
def test_the_order_in_which_statements_come_does_not_matter(filers, namings):
    assert coverage(filers, namings) == coverage(filers, namings[::-1])
    assert coverage(filers, namings) == coverage(filers, namings * 2)


@given(FILERS, NAMINGS)
def test_a_yes_of_one_company_covers_that_company_alone(filers, namings):
    new = Naming("A", "new", True)
    other = Naming("A", "other", False)
    found = coverage(filers, [*namings, new, other])
    assert "new" in found.covered
    assert "other" in found.uncovered


def test_parent_and_child_that_both_file_overlap():
    found = coverage({"parent", "child"}, [Naming("parent", "child", True)])
    assert found.overlaps == {"child": {"parent", "child"}}
    assert not coverage({"parent", "child"}, [Naming("parent", "child", False)]).overlaps


def test_companies_that_hold_each_other_go_in_a_circle():
    circle = [Naming("A", "B", True), Naming("B", "A", False)]
    assert coverage("AB", circle).circles == {frozenset("AB")}
    assert not coverage("AB", circle[:1]).circles
    assert not coverage("A", [Naming("A", "A", True)]).circles


def test_shares_of_several_parents_that_exceed_the_whole():
    def held(*shares):
        return coverage(
            [], [Naming(str(n), "joint", True, Decimal(s)) for n, s in enumerate(shares)]
        ).over_whole

    assert held(60, 41) == {"joint": Decimal(101)}
    assert not held(60, 40)


def test_a_parent_that_names_a_company_twice_holds_it_once():
    twice = [Naming("A", "joint", True, Decimal(60))] * 2
    assert not coverage([], twice).over_whole
