"""What the database keeps of promises is what follows from each of them, on every day."""

from collections import Counter
from dataclasses import asdict, astuple
from datetime import MAXYEAR, date, timedelta
from importlib import import_module
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from registry import promises
from registry.extensions import db
from registry.models import Promise, PromiseSum
from registry.models.types import table_of
from registry.promises import Commitment, FollowUp, Outcome, Standing
from registry.promises.rate import rate_of
from registry.promises.summed import Made, summed
from registry.promises.tracked import Outlook
from tests import factories as make

YEAR = 2024
DUE_ON = date(2024, 12, 31)
FIRST, SECOND = date(2025, 3, 1), date(2026, 3, 1)
DAYS = [DUE_ON + timedelta(days=days) for days in (0, 1, 100, 365, 366, 367, 700, 800, 1200)]
TOLD = (None, *Outcome)
MOVES = (None, date(2025, 2, 1), date(2026, 6, 30))


def every_history():
    """Promises of which two statements say all that they can."""
    for first, second, moved, again in product(TOLD, TOLD, MOVES, MOVES):
        told = FollowUp(2025, FIRST, first, due_on=moved)
        yield (told, FollowUp(2026, SECOND, second, due_on=again))
    yield ()


def commitments():
    """Two of three are made in the first year, the others in the two that follow."""
    words = {"commitment": "Repay", "owner": "", "metric": "", "target": ""}
    for number, followed in enumerate(every_history(), start=1):
        year = YEAR + (number % 6) // 4 * (number % 2 + 1)
        yield Commitment(
            number=f"{year}-{number}", year=year, **words, due_on=DUE_ON, followed=followed
        )


def kept_row(organisation, promise):
    followed = [
        {**asdict(each), "on": str(each.on), "due_on": each.due_on and str(each.due_on)}
        for each in promise.followed
    ]
    values = {**asdict(promise), "followed": followed, **asdict(promises.outlook(promise))}
    return Promise(organisation_id=organisation.id, **values)


@pytest.fixture
def promised(session):
    """Organisations of one promise each and of many, in two sectors, with what they promised."""
    every = list(commitments())
    groups = [[each] for each in every] + [every[:n] for n in range(2, 120, 7)]
    found = []
    for place, group in enumerate(groups):
        organisation = make.an_organisation(sector=("plantation", "construction")[place % 2])
        make.an_entry(organisation, year=YEAR)
        found.append((organisation, group))
    db.session.flush()
    for organisation, group in found:
        db.session.add_all(kept_row(organisation, each) for each in group)
    db.session.flush()
    promises.sum_up_everything()
    return found


def test_promises_are_kept_as_they_stand(promised):
    """Percents are rounded alike."""
    ids = [organisation.id for organisation, _ in promised]
    for year, day in product((YEAR - 1, YEAR, YEAR + 1, YEAR + 7), DAYS):
        kept = promises.rates(ids, year, day)
        for organisation, group in promised:
            expected = promises.rate((each for each in group if each.year <= year), day)
            assert kept.get(organisation.id, promises.Rate()) == expected
    for row in db.session.scalars(select(PromiseSum)):
        assert row.percent == promises.Rate(row.made, row.due, row.kept, row.halves).percent


def test_makers_of_promises_are_told_with_their_sectors(promised):
    for year, day in product((YEAR - 1, YEAR), DAYS):
        expected = [
            (organisation.id, (organisation.sector, *astuple(rate)))
            for organisation, group in promised
            if (rate := promises.rate((each for each in group if each.year <= year), day)).made
        ]
        assert list(promises.makers(year, day)) == (expected if year == YEAR else [])
    some = [organisation.id for organisation, _ in promised[:3]]
    assert [maker for maker, _ in promises.makers(YEAR, DUE_ON, some)] == some


def test_sums_that_were_tampered_with_are_found_and_mended(session):
    organisation = make.an_organisation()
    db.session.flush()
    db.session.add(kept_row(organisation, next(commitments())))
    db.session.flush()
    promises.sum_up_everything()
    assert promises.are_summed_up()
    for change in (update(PromiseSum).values(kept=PromiseSum.kept + 1), delete(PromiseSum)):
        db.session.execute(change)
        assert not promises.are_summed_up()
        promises.sum_up_everything()
        assert promises.are_summed_up()


SPAN = st.dates(date(2026, 1, 1), date(2026, 1, 9))
OUTLOOKS = st.builds(Outlook, st.none() | st.sampled_from(list(Standing)[:5]), st.none() | SPAN)
MADE = st.lists(st.builds(Made, st.integers(2024, 2028), OUTLOOKS), max_size=9)


@given(MADE, st.integers(2023, 2030) | st.just(MAXYEAR), SPAN | st.sampled_from([date.max]))
def test_for_every_year_and_day_there_is_one_sum(made, year, day):
    rows = [
        each.rate
        for each in summed(made)
        if each.first_year <= year <= each.last_year and each.first_day <= day <= each.last_day
    ]
    so_far = [each.outlook.on(day) for each in made if each.year <= year]
    assert rows == [rate_of(Counter(so_far))] * bool(so_far)


def test_a_register_of_before_gets_the_same(session):
    """The migration writes down for promises that are there what is written with new ones."""
    migration = import_module("registry.migrations.versions.0026_outlook_of_promises")
    organisation = make.an_organisation()
    told = Counter()
    for promise in commitments():
        row = kept_row(organisation, promise)
        found = migration._outlook(row.organisation_id, row.number, row.due_on, row.followed)
        assert (found["told"], found["silent_from"]) == (row.told, row.silent_from)
        told[found["told"]] += 1
    assert {"kept", "kept_late", "partly", "missed", "dropped", None} <= told.keys()


def test_a_register_of_before_is_summed_up_alike(promised):
    migration = import_module("registry.migrations.versions.0027_promises_summed")
    table = table_of(PromiseSum)
    db.session.execute(delete(table))
    migration._sum_up(db.session.connection(), table)
    assert promises.are_summed_up()
