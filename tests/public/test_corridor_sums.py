"""Sums and ranges of corridors that the database keeps are those of the rows, taken one by one."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import delete, insert, select, text, update

from registry import kept_counts
from registry.extensions import db
from registry.models import CorridorCost, CorridorFigure, CorridorReach, CorridorSum, table_of
from registry.public.corridors import figures
from registry.public.corridors.totals import Range, Totals
from registry.public.unchanged import MEMORY
from tests.factories import AT
from tests.public.recruiting import a_register, withdraw
from tests.public.statements import a_statement, amended
from tests.public.test_corridors import recruiting

pytestmark = pytest.mark.usefixtures("session")
ROUND = (0, 1, 99, 100, 101, 4_999, 5_000, 5_001, 200_000, 200_001, 1_999_999, 2_000_000)
DEAR = (2_000_001, 3_500_000, 12_345_678)


def assert_as_taken_one_by_one():
    """Every country and sector in every year, as somebody sees them who asks now."""
    db.session.flush()
    MEMORY.known.clear()
    rows = db.session.scalars(select(CorridorFigure)).all()
    repaid = figures.found_and_repaid()
    assert list(repaid) == sorted({row.year for row in rows}, reverse=True)
    for year in repaid:
        of_year = [row for row in rows if row.year == year]
        assert_same(figures.by_origin(year), of_year, "origin", whole_range=False)
        assert repaid[year].paid == sum(row.worker_paid_sen or 0 for row in of_year)
    for origin in {row.origin for row in rows}:
        of_origin = [row for row in rows if row.origin == origin]
        assert_same(figures.by_sector(origin), of_origin, "sector", whole_range=True)
        for year in {row.year for row in of_origin}:
            assert figures.costs(origin, year) == costs(origin, year)
    assert list(kept_counts.wrong()) == []


def assert_same(figures, rows, part, *, whole_range):
    parts = {}
    for row in rows:
        for key in ((row.year, ""), (row.year, getattr(row, part))):
            parts.setdefault(key, []).append(row)
    assert figures.totals == {key: totals(those) for key, those in parts.items()}
    ranged = {key: spread(those) for key, those in parts.items() if whole_range or key[1]}
    assert figures.ranges == {key: found for key, found in ranged.items() if found}


def totals(rows):
    judged = [row for row in rows if row.per_worker_sen is not None]
    said = [row for row in rows if row.worker_paid_sen is not None]
    direct = [row for row in rows if None not in (row.recruits, row.direct_recruits)]
    layers = [row.layers for row in rows if row.layers is not None]
    months = {
        name: [(m, row.people) for row in rows if (m := getattr(row, f"{name}_months_e4"))]
        for name in ("gross", "net")
    }
    said_months = {
        f"{name}_people": sum(
            row.people for row in rows if getattr(row, f"{name}_months_e4") is not None
        )
        for name in months
    }
    return Totals(
        statements=len({row.statement_id for row in rows}),
        disclosing=len({row.statement_id for row in said}),
        recruits=sum(row.recruits or 0 for row in rows),
        people=sum(row.people for row in judged),
        paid_by_people=sum(row.worker_paid_sen for row in judged),
        paid=sum(row.worker_paid_sen for row in said),
        reimbursed=sum(row.reimbursed_sen or 0 for row in said),
        payers=sum(row.payers for row in rows),
        workers_repaid=sum(row.workers_repaid for row in rows),
        **{name: sum(m * people for m, people in found) for name, found in months.items()},
        **said_months,
        direct=sum(row.direct_recruits for row in direct),
        direct_of=sum(row.recruits for row in direct),
        hiring_directly=len({row.statement_id for row in rows if row.direct_recruits}),
        layers=sum(layers),
        layers_said=len(layers),
        most_layers=max(layers, default=None),
        steps=tuple(steps(judged)),
    )


def steps(rows):
    costs = [row.per_worker_sen for row in rows]
    yield costs.count(0)
    for top in range(200_000, 2_000_001, 200_000):
        yield sum(top - 200_000 < cost <= top for cost in costs)
    yield sum(cost > 2_000_000 for cost in costs)


def spread(rows):
    """Quartiles of the workers, each of whom has the average of the statement."""
    said = [row for row in rows if row.per_worker_sen is not None]
    workers = sorted(row.per_worker_sen for row in said for _ in range(row.people))
    if not workers:
        return None
    quartiles = (workers[-(-len(workers) * quarters // 4) - 1] for quarters in (1, 2, 3))
    return Range(workers[0], *quartiles, workers[-1])


def costs(origin, year):
    found = {}
    own = (CorridorCost.origin == origin, CorridorCost.year == year)
    for row in db.session.scalars(select(CorridorCost).where(*own)):
        paid, back = found.get((row.category, row.payer), (0, 0))
        found[row.category, row.payer] = (paid + row.amount_sen, back + row.reimbursed_sen)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_they_hold_whatever_is_published_and_withdrawn(seed):
    statements = a_register(seed)
    assert_as_taken_one_by_one()
    for more in range(2):
        a_register(10 * seed + more, statements=3)
        assert_as_taken_one_by_one()
        withdraw(statements.pop())
        assert_as_taken_one_by_one()


def test_a_statement_that_is_amended_or_withdrawn_leaves_nothing_behind():
    first = a_statement(answers=recruiting("NPL", "10000.00"))
    second = a_statement(answers=recruiting("BGD", "20000.00"))
    first = amended(first, at=AT + timedelta(days=9), answers=recruiting("IDN", "30000.00"))
    assert sorted(figures.by_origin(2026).totals) == [(2026, ""), (2026, "BGD"), (2026, "IDN")]
    assert_as_taken_one_by_one()
    withdraw(first)
    withdraw(second)
    db.session.flush()
    MEMORY.known.clear()
    assert not figures.found_and_repaid()
    assert not figures.by_sector("IDN").totals
    assert list(kept_counts.wrong()) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_quartile_is_found_wherever_it_lies(seed):
    """Costs at the edges of every step, and between them, of few workers and of many."""
    dice, statement = Random(seed), a_statement()
    for table in (CorridorFigure, CorridorReach):
        db.session.execute(delete(table))
    rows = [a_row(dice, statement, number) for number in range(dice.randint(1, 40))]
    db.session.execute(insert(table_of(CorridorFigure)), rows)
    reached = {origin for row in rows for origin in ("", row["origin"])}
    db.session.execute(insert(table_of(CorridorReach)), [reach(rows, each) for each in reached])
    assert_as_taken_one_by_one()
    dearer = update(CorridorFigure).where(CorridorFigure.per_worker_sen > 0)
    db.session.execute(dearer.values(per_worker_sen=CorridorFigure.per_worker_sen + 77, people=3))
    assert_as_taken_one_by_one()
    db.session.execute(delete(CorridorFigure).where(CorridorFigure.per_worker_sen > 5_000))
    assert list(kept_counts.wrong()) == []


def a_row(dice, statement, number):
    cost = dice.choice((*ROUND, *DEAR, dice.randint(1, 2_500_000)))
    people = dice.choice((1, 5, 40, 700))
    return {
        "statement_id": statement.id,
        "organisation_id": statement.organisation_id,
        "year": statement.year,
        "origin": dice.choice(("NPL", "BGD")),
        "sector": f"sector {number}",
        "people": people,
        "payers": people,
        "workers_repaid": 0,
        "worker_paid_sen": cost * people,
        "per_worker_sen": cost,
        "ordered_sen": cost,
    }


def reach(rows, origin):
    own = ("statement_id", "organisation_id", "year")
    said = {"origin": origin, "discloses": True, "hires_directly": False}
    return {name: rows[0][name] for name in own} | said


def test_a_sum_that_somebody_wrote_is_found_and_mended():
    a_register(3)
    db.session.execute(update(CorridorSum).values(paid=CorridorSum.paid + 1))
    db.session.execute(text("DELETE FROM corridor_spread"))
    assert list(kept_counts.wrong()) == ["corridor_sum", "corridor_spread"]
    kept_counts.count_anew()
    assert_as_taken_one_by_one()
