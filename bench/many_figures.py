"""What many organisations say beside their entries: corridors, recruiters and promises.

Each says as much as the one it copies, with amounts and agencies of its own, as they would differ.
There is one agency for so many organisations, however many there are.
"""

from datetime import date
from typing import Any

from sqlalchemy import Table, func, insert, literal, select, text

from bench.printing import say
from registry import promises, recruitment
from registry.extensions import db
from registry.models import (
    CorridorCost,
    CorridorFigure,
    CorridorReach,
    Promise,
    PromiseSum,
    RecruiterUse,
    RegisterEntry,
)
from registry.models.types import table_of

OWN = ("statement_id", "organisation_id")
PRIME = 7_919
SPREAD_SEN = 1_200_000
"""A worker pays up to so much more than one does of the organisation that is copied."""
ORGANISATIONS_OF_AN_AGENCY = 1_000

MET = {"year": 2026, "on": "2026-06-01", "why": "", "reached": "", "due_on": None, "outcome": "met"}
PROMISED: tuple[tuple[str | None, date | None, list[Any]], ...] = (
    (None, date(2027, 12, 31), []),
    ("kept", None, [MET]),
    ("missed", None, [{**MET, "outcome": "missed"}]),
)
"""What each organisation promised in a year and the two before: told, silent from, followed."""
SAID = {
    "commitment": "Every worker gets back what was paid.",
    "owner": "Head of people",
    "metric": "Share repaid",
    "target": "All",
}

NUMBER = "CAST(entry.organisation_id AS bigint)"
MORE = f"({NUMBER} * {PRIME} % {SPREAD_SEN})"
AGENCY = f"({NUMBER} % :agencies)"
DIFFERENT: dict[type, dict[str, str]] = {
    CorridorFigure: {
        "worker_paid_sen": f"CASE WHEN model.per_worker_sen > 0 THEN model.worker_paid_sen"
        f" + model.people * {MORE} ELSE model.worker_paid_sen END",
        "per_worker_sen": f"CASE WHEN model.per_worker_sen > 0 THEN model.per_worker_sen + {MORE}"
        " ELSE model.per_worker_sen END",
        "ordered_sen": f"CASE WHEN model.per_worker_sen > 0 THEN model.per_worker_sen + {MORE}"
        " ELSE model.ordered_sen END",
    },
    CorridorReach: {},
    CorridorCost: {},
    RecruiterUse: {
        "key": f"CASE model.key WHEN '' THEN '' ELSE model.key || '-' || {AGENCY} END",
        "name": f"CASE model.key WHEN '' THEN '' ELSE model.name || ' ' || {AGENCY} END",
        "licence_no": f"model.licence_no || '-' || {AGENCY}",
    },
}


def say_as_much(models: int, organisations: int, year: int) -> None:
    """Of those that published and are not among the first, which are the models."""
    agencies = {"agencies": max(organisations // ORGANISATIONS_OF_AN_AGENCY, 1)}
    for model, different in DIFFERENT.items():
        copied = text(_copy(table_of(model), different))
        db.session.execute(copied, {"models": models, "year": year, **agencies})
        db.session.commit()
        say(f"  {model.__tablename__} written")
    keys = text("SELECT DISTINCT key FROM recruiter_use WHERE key <> ''")
    recruitment.refresh(db.session.scalars(keys).all())
    for turn, promised in enumerate(PROMISED):
        _promise(year, year - turn, *promised)
    _sum_up(models, f"{year}-1")
    db.session.commit()
    say("  promise written")


def _copy(table: Table, different: dict[str, str]) -> str:
    """What each row of a model's statement says, said of those whose entry copies it."""
    names = [each.name for each in table.c if each.name not in {"id", *OWN}]
    values = [different.get(name, f"model.{name}") for name in names]
    return (
        f"INSERT INTO {table.name} ({', '.join([*OWN, *names])})"
        f" SELECT entry.statement_id, entry.organisation_id, {', '.join(values)}"
        f" FROM register_entry AS entry JOIN {table.name} AS model"
        " ON model.statement_id = entry.statement_id AND model.organisation_id <= :models"
        " WHERE entry.year = :year AND entry.organisation_id > :models"
    )


def _promise(year: int, made: int, told: str | None, silent: date | None, followed: Any) -> None:
    """What each that published a statement of the year promised in one year, if nothing yet."""
    columns = table_of(Promise).c
    values = {**SAID, "number": f"{made}-1", "year": made, "due_on": date(made, 12, 31)}
    values |= {"followed": followed, "told": told, "silent_from": silent}
    said = [literal(value, columns[name].type) for name, value in values.items()]
    makers = select(Promise.organisation_id).where(Promise.number == values["number"])
    rows = select(RegisterEntry.organisation_id, *said).where(
        RegisterEntry.year == year,
        RegisterEntry.statement_id.is_not(None),
        RegisterEntry.organisation_id.not_in(makers),
    )
    names = ["organisation_id", *values]
    db.session.execute(insert(table_of(Promise)).from_select(names, rows))


def _sum_up(models: int, number: str) -> None:
    """Of the models one by one; all others who made a promise of this number promised the same."""
    maker = Promise.organisation_id
    makers = select(maker).where(Promise.number == number, maker > models)
    first = db.session.scalar(makers.with_only_columns(func.min(maker)))
    promises.sum_up([*range(1, models + 1), first or 0])
    table = table_of(PromiseSum)
    own, *rest = table.c.keys()
    same = (
        select(maker, *(table.c[name] for name in rest))
        .join_from(Promise, table, table.c[own] == first)
        .where(Promise.number == number, maker > first)
    )
    db.session.execute(insert(table).from_select([own, *rest], same))
