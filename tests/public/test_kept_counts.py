"""Counts that the database keeps are those of counting anew, whatever happened in between."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from statistics import quantiles
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import OperationalError

from registry import kept_counts, obligations
from registry.assessment import catalogue
from registry.extensions import db
from registry.forms.public import Search
from registry.models import (
    Market,
    Organisation,
    OrganisationClass,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
    SectorCount,
    StatementFigures,
    StatementFinding,
)
from registry.models.kept_counts_sql import FIGURES
from registry.public import counts
from registry.public.criteria import outcomes
from registry.public.ledger import sums as ledger_sums
from registry.public.listing import facets as listing_facets
from registry.public.organisations import peers
from registry.public.sectors import figures as sector_figures
from registry.public.unchanged import MEMORY
from registry.scoring import Outcome
from tests.factories import AT, an_entry, an_organisation
from tests.public import test_listing_standing as standing
from tests.public.registers import YEARS, a_register
from tests.public.statements import a_statement

TODAY = date(2026, 11, 21)
DAYS = (TODAY, AT.date(), AT.date() + timedelta(days=20), date(2026, 7, 1), date(2027, 1, 1))
EXPECTED = {
    PublicStatus.PUBLISHED_ON_TIME,
    PublicStatus.PUBLISHED_LATE,
    PublicStatus.AWAITING_REVIEW,
    PublicStatus.RETURNED,
    PublicStatus.DUE,
    PublicStatus.OVERDUE,
}
PUBLISHED = {PublicStatus.PUBLISHED_ON_TIME, PublicStatus.PUBLISHED_LATE}


def assert_as_counted_anew():
    """What pages sum up, beside the entries themselves, one by one, on several days."""
    db.session.flush()
    MEMORY.known.clear()
    entries = db.session.scalars(
        select(RegisterEntry).execution_options(populate_existing=True)
    ).all()
    for day in DAYS:
        assert_tallies(entries, day)
        assert_figures(entries, day)
        assert_outcomes(entries, day)
        assert_compared(entries, day)
        assert_facets(entries, day)
    assert list(kept_counts.wrong()) == []


def assert_tallies(entries, day):
    assert tallied(ledger_sums.cells(day)) == tally(
        entries, day, lambda each: (each.year, each.sector, each.market)
    )
    by_year = {(year,): found for year, found in counts.by_year(day).items()}
    assert tallied(by_year) == tally(entries, day, lambda each: (each.year,))
    for year in {each.year for each in entries}:
        of_year = [each for each in entries if each.year == year]
        states = {(state,): found for state, found in counts.by_state(year, day).items()}
        assert tallied(states) == tally(of_year, day, lambda each: (each.state,))
        assert_days(of_year, ledger_sums.days(year, day))


def tallied(tallies):
    return {
        (*key, status, is_expected): count
        for key, found in tallies.items()
        for is_expected, each in ((False, found.statuses), (True, found.expected_statuses))
        for status, count in each.items()
    }


def tally(entries, day, key):
    found = Counter()
    for each in entries:
        status = each.status_as_of(day)
        found[*key(each), status, False] += 1
        if status in EXPECTED and each.reporting_class is not ReportingClass.VOLUNTARY:
            found[*key(each), status, True] += 1
    return found


def assert_days(entries, days):
    waited_for = [
        each
        for each in entries
        if each.status in EXPECTED and each.reporting_class is not ReportingClass.VOLUNTARY
    ]
    published = [each for each in waited_for if each.status in PUBLISHED]
    assert days.published == Counter(each.status_on for each in published)
    assert days.due == Counter(each.due_on for each in waited_for)
    in_time = Counter(each.due_on for each in published if each.status_on <= each.due_on)
    assert {each.due_on: each.by_then for each in days.deadlines if each.by_then} == in_time


def assert_figures(entries, day):
    for year in {each.year for each in entries}:
        found = {}
        for entry in entries:
            if entry.year == year and entry.statement_id:
                add_figures(found.setdefault(entry.sector, sector_figures.Sums()), entry, day)
        assert sector_figures.statements(year, day) == found


def add_figures(sums, entry, day):
    figures = db.session.get(StatementFigures, entry.statement_id)
    sums.statements += 1
    sums.with_fees += figures.worker_paid_sen is not None
    sums.figures.update({name: getattr(figures, name) or 0 for name in FIGURES})
    if entry.grade and is_shown(entry, day):
        sums.grades[entry.grade] += 1


def is_shown(entry, day):
    return bool(
        entry.grade_public_on and entry.grade_public_on <= day and not entry.grade_withdrawn_on
    )


def assert_outcomes(entries, day):
    found = Counter()
    for entry in entries:
        if is_shown(entry, day):
            of_statement = StatementFinding.statement_id == entry.statement_id
            for finding in db.session.scalars(select(StatementFinding).where(of_statement)):
                found[entry.year, entry.sector, finding.criterion, finding.outcome] += 1
    assert found == {
        (year, *place, outcome): count
        for year in {each.year for each in entries}
        for place, each in sector_figures.outcomes(year, day).items()
        for outcome, count in each.items()
    }
    assert found == {
        (record["year"], record["sector"], criterion.id, outcome): record[outcome]
        for criterion in catalogue().criteria
        for record in outcomes.records(criterion.id, day)
        for outcome in Outcome
        if record[outcome]
    }


def assert_compared(entries, day):
    for year, sector in {(each.year, each.sector) for each in entries}:
        found = {name: Counter() for name in peers.TITLES}
        for entry in entries:
            if (entry.year, entry.sector) == (year, sector) and is_shown(entry, day):
                add_compared(found, db.session.get(StatementFigures, entry.statement_id))
        assert peers.everybody(year, sector, day) == found


def add_compared(found, figures):
    for name in peers.MARKS:
        if (tenths := getattr(figures, f"{name}_tenths")) is not None:
            found[name][Decimal(tenths) / 10] += 1
    if figures.gross_months is not None:
        found["gross_months"][Decimal(figures.gross_months)] += 1


def assert_facets(entries, day):
    """The bare listing, and one that is filtered: numbers beside a filter are without itself."""
    of_year = [each for each in entries if each.year == YEARS[-1]]
    assert_facets_of(of_year, listing_facets.counts(Search(year=YEARS[-1]), day), day)
    filtered = listing_facets.counts(Search(year=YEARS[-1], sector="energy"), day)
    assert dict(filtered["sector"]) == Counter(each.sector for each in of_year)
    in_sector = [each for each in of_year if each.sector == "energy"]
    own = {"sector": Counter(each.sector for each in in_sector)}
    assert_facets_of(in_sector, {**filtered, **own}, day)


def assert_facets_of(of_year, found, day):
    assert dict(found["status"]) == Counter(each.status_as_of(day) for each in of_year)
    for name in ("sector", "market", "state", "path"):
        assert dict(found[name]) == Counter(getattr(each, name) for each in of_year)
    grades = Counter(each.grade if is_shown(each, day) else None for each in of_year)
    assert dict(found["grade"]) == grades


def add_an_organisation(name, year):
    an_entry(an_organisation(name, state="SBH"), year)


def exempt(name, since):
    organisation = standing.named(name)
    organisation.reporting_classes.append(
        OrganisationClass(reporting_class=ReportingClass.EXEMPT, since=since, reason="Too small.")
    )
    db.session.flush()
    obligations.refresh(organisation)


def move(name, sector):
    organisation = standing.named(name)
    organisation.sector, organisation.market = sector, Market.ACE
    db.session.flush()
    obligations.refresh(organisation)


def give_more_time(name, days):
    whose = select(Organisation.id).where(Organisation.name == name)
    later = {"due_on": date(2026, 6, 30) + timedelta(days=days)}
    db.session.execute(
        update(RegisterEntry).where(RegisterEntry.organisation_id.in_(whose)).values(later)
    )


def strike_off(name, year):
    whose = select(Organisation.id).where(Organisation.name == name)
    unpublished = RegisterEntry.statement_id.is_(None)
    db.session.execute(
        delete(RegisterEntry).where(
            RegisterEntry.organisation_id.in_(whose), RegisterEntry.year == year, unpublished
        )
    )


NAMES = st.sampled_from(standing.NAMES)
MORE = st.one_of(
    st.tuples(st.just(exempt), NAMES, st.sampled_from((date(2024, 1, 1), date(2026, 1, 1)))),
    st.tuples(st.just(move), NAMES, st.sampled_from(("energy", "", "plantation"))),
    st.tuples(st.just(give_more_time), NAMES, st.sampled_from((0, 30, 200))),
    st.tuples(st.just(strike_off), NAMES, st.sampled_from(YEARS)),
    st.tuples(
        st.just(add_an_organisation),
        st.sampled_from(("Contoh Satu Berhad", "Contoh Dua Berhad")),
        st.sampled_from(YEARS),
    ),
)
OTHERS = {exempt, move, give_more_time, strike_off, add_an_organisation}


def do(act, *what):
    if act is add_an_organisation:
        known = select(Organisation.id).where(Organisation.name == what[0])
        if db.session.scalar(known) is None:
            act(*what)
    elif act in OTHERS:
        act(*what)
    else:
        standing.do(act, *what)


@pytest.mark.usefixtures("session")
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=st.lists(st.one_of(standing.STEPS, MORE), min_size=1, max_size=7))
def test_after_any_story_they_are_those_of_counting_anew(session, story):
    with session.begin_nested() as trial:
        standing.publish("Contoh Kasturi Berhad", 2026)
        for step in story:
            do(*step)
        assert_as_counted_anew()
        trial.rollback()
        session.expire_all()
    db.session.info.clear()


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("seed", range(3))
def test_those_of_a_register_at_random_are_those_of_counting_anew(seed):
    a_register(seed)
    assert_as_counted_anew()
    db.session.execute(update(RegisterEntry).values(state="", due_on=date(2026, 12, 31)))
    assert_as_counted_anew()
    db.session.execute(delete(RegisterEntry).where(RegisterEntry.year == YEARS[0]))
    assert_as_counted_anew()


@given(st.lists(st.integers(0, 12), min_size=5, max_size=30))
def test_quarters_of_counted_values_are_those_of_the_values(values):
    counted = Counter(map(Decimal, values))
    assert peers.quarters(counted) == quantiles(map(Decimal, values), n=4, method="inclusive")


@pytest.mark.usefixtures("session")
def test_a_count_that_somebody_wrote_is_found_and_mended():
    a_statement()
    db.session.flush()
    db.session.execute(update(SectorCount).values(n=SectorCount.n + 1))
    db.session.execute(text("DELETE FROM outcome_count"))
    assert list(kept_counts.wrong()) == ["sector_count", "outcome_count"]
    kept_counts.count_anew()
    assert_as_counted_anew()


def test_who_changes_the_same_count_at_once_neither_loses_it_nor_waits(new_app):
    with new_app().app_context():
        people = a_register_of(8)
        together = Barrier(len(people))
        engine = db.engine
        with ThreadPoolExecutor(len(people)) as others:
            list(others.map(lambda each: publish_often(engine, each, together), people))
        assert counts.by_year(TODAY)[2026].statuses == {PublicStatus.PUBLISHED_ON_TIME: 8}
        assert list(kept_counts.wrong()) == []


def test_who_writes_beside_somebody_slow_loses_no_count(new_app, database_kind):
    """Nobody waits on PostgreSQL; on SQLite, where one writes at a time, the second is refused."""
    write = write_beside if database_kind == "postgresql" else write_after_being_refused
    with new_app().app_context():
        people = a_register_of(3)
        with db.engine.connect() as slow, db.engine.connect() as quick:
            write(slow, quick, people)
        assert counts.by_year(TODAY)[2026].statuses == {
            PublicStatus.PUBLISHED_LATE: 1,
            PublicStatus.RETURNED: 2,
        }
        assert list(kept_counts.wrong()) == []


def write_beside(slow, quick, people):
    first, second, third = people
    slow.execute(status_of(first, PublicStatus.PUBLISHED_LATE))
    quick.execute(text("SET lock_timeout = '1s'"))
    quick.execute(status_of(second, PublicStatus.PUBLISHED_LATE))
    slow.execute(status_of(third, PublicStatus.RETURNED))
    quick.execute(status_of(second, PublicStatus.RETURNED))
    quick.commit()
    slow.commit()


def write_after_being_refused(slow, quick, people):
    first, second, third = people
    slow.execute(status_of(first, PublicStatus.PUBLISHED_LATE))
    quick.connection.driver_connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(OperationalError, match="locked"):
        quick.execute(status_of(second, PublicStatus.RETURNED))
    quick.rollback()
    slow.execute(status_of(third, PublicStatus.RETURNED))
    slow.commit()
    quick.execute(status_of(second, PublicStatus.RETURNED))
    quick.commit()


def test_a_change_that_is_taken_back_leaves_no_count(new_app):
    with new_app().app_context():
        first, second = a_register_of(2)
        with db.engine.connect() as connection:
            connection.execute(status_of(first, PublicStatus.PUBLISHED_LATE))
            connection.rollback()
            connection.execute(status_of(second, PublicStatus.PUBLISHED_LATE))
            connection.commit()
        assert counts.by_year(date(2026, 1, 1))[2026].statuses == {
            PublicStatus.DUE: 1,
            PublicStatus.PUBLISHED_LATE: 1,
        }
        assert list(kept_counts.wrong()) == []


def a_register_of(organisations):
    entries = [an_entry(an_organisation()) for _ in range(organisations)]
    found = [each.organisation_id for each in entries]
    db.session.commit()
    return found


def publish_often(engine, organisation, together):
    """Back and forth, so that each count is taken by several at once; published in the end."""
    for status in (PublicStatus.PUBLISHED_ON_TIME, PublicStatus.DUE) * 5:
        together.wait()
        with engine.begin() as connection:
            connection.execute(status_of(organisation, status))
    with engine.begin() as connection:
        connection.execute(status_of(organisation, PublicStatus.PUBLISHED_ON_TIME))


def status_of(organisation, status):
    whose = RegisterEntry.organisation_id == organisation
    return update(RegisterEntry).where(whose).values(status=status)
