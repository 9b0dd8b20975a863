"""What the database counts of promises is what follows from each of them."""

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from itertools import product

from registry import promises
from registry.extensions import db
from registry.models import Promise
from registry.promises import Commitment, FollowUp, Outcome, Rate
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
    words = {"commitment": "Repay", "owner": "", "metric": "", "target": ""}
    return [
        Commitment(number=f"{YEAR}-{number}", year=YEAR, **words, due_on=DUE_ON, followed=followed)
        for number, followed in enumerate(every_history(), start=1)
    ]


def kept_row(organisation, promise):
    followed = [
        {**asdict(each), "on": str(each.on), "due_on": each.due_on and str(each.due_on)}
        for each in promise.followed
    ]
    values = {**asdict(promise), "followed": followed, **asdict(promises.outlook(promise))}
    return Promise(organisation_id=organisation.id, **values)


def test_promises_are_counted_as_they_stand(session):
    """On every day, of one promise each and of many, percents rounded alike."""
    every = commitments()
    groups = [[each] for each in every] + [every[:n] for n in range(2, 120, 7)]
    owners = [make.an_organisation() for _ in groups]
    db.session.flush()
    for owner, group in zip(owners, groups, strict=True):
        db.session.add_all(kept_row(owner, each) for each in group)
    db.session.flush()
    for day in DAYS:
        counted = {row[0]: row[1:] for row in db.session.execute(promises.counted(YEAR, day))}
        for owner, group in zip(owners, groups, strict=True):
            rate = promises.rate(group, day)
            assert counted[owner.id] == (rate.made, rate.due, rate.percent)


def test_rates_of_sectors_are_those_of_their_promises(session):
    every, expected = commitments(), {}
    for sector, some in (("plantation", every[:50]), ("construction", every[50:])):
        organisation = make.an_organisation(sector=sector)
        make.an_entry(organisation, year=YEAR)
        db.session.add_all(kept_row(organisation, each) for each in some)
        expected[sector] = some
    db.session.flush()
    for day in DAYS:
        found = promises.rates_by_sector(YEAR, day)
        assert found.keys() == expected.keys()
        for sector, rate in found.items():
            assert _figures(rate) == _figures(promises.rate(expected[sector], day))


def _figures(rate: Rate) -> tuple[int, int, int, Fraction | None]:
    return rate.made, rate.due, rate.kept, rate.share


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
