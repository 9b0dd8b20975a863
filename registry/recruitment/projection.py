"""Writes down the corridors and recruiters of the statements that are public now.

Both verbs are called after the act was sealed in the ledger: from there to the end of its
transaction nobody else publishes, so that the totals of a recruiter never miss a statement.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select

from registry.extensions import db
from registry.models import (
    CorridorCost,
    CorridorFigure,
    CorridorReach,
    Recruiter,
    RecruiterUse,
    RecruiterWord,
    Statement,
)
from registry.recruitment import corridors, recruiters

KEPT = {"synchronize_session": False}
AT_ONCE = 400
"""Keys in one query: both databases take so many."""
TABLES = (CorridorFigure, CorridorReach, CorridorCost, RecruiterUse)

Row = dict[str, Any]


def keep(statement: Statement) -> None:
    """Put the statement that is now public in the place of the earlier one of its year."""
    named = _forget(statement.organisation_id, statement.year)
    uses = recruiters.uses(_rows(statement))
    figures = corridors.figures(statement.corridors, statement.fee_lines)
    _insert(CorridorFigure, statement, figures)
    _insert(CorridorReach, statement, corridors.reach(figures))
    _insert(CorridorCost, statement, corridors.costs(statement.fee_lines))
    _insert(RecruiterUse, statement, uses)
    refresh(named | {use["key"] for use in uses})


def forget(organisation_id: int, year: int) -> None:
    """Take out what a withdrawn statement said: nobody stands by it for that year."""
    refresh(_forget(organisation_id, year))


def refresh(keys: Iterable[str]) -> None:
    """Say anew of each recruiter what the public statements say of it, or nothing any more."""
    wanted = sorted(set(keys) - {""})
    for start in range(0, len(wanted), AT_ONCE):
        _refresh(wanted[start : start + AT_ONCE])


def _forget(organisation_id: int, year: int) -> set[str]:
    """Take out the rows of an organisation and year; return the recruiters that they named."""
    own = (RecruiterUse.organisation_id == organisation_id, RecruiterUse.year == year)
    named = set(db.session.scalars(select(RecruiterUse.key).where(*own)))
    for table in TABLES:
        db.session.execute(
            delete(table).where(table.organisation_id == organisation_id, table.year == year),
            execution_options=KEPT,
        )
    return named


def _rows(statement: Statement) -> list[dict[str, Any]]:
    rows = statement.answers.get("recruiters", {}).get("recruiters")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _insert(table: Any, statement: Statement, rows: Sequence[Row]) -> None:
    own = {
        "statement_id": statement.id,
        "organisation_id": statement.organisation_id,
        "year": statement.year,
    }
    if rows:
        db.session.execute(insert(table), [own | row for row in rows])


def _refresh(keys: Collection[str]) -> None:
    spelt = _spelt(keys)
    for table in (Recruiter, RecruiterWord):
        db.session.execute(delete(table).where(table.key.in_(keys)), execution_options=KEPT)
    if spelt:
        sums = db.session.execute(_SUMS.where(RecruiterUse.key.in_(keys))).all()
        db.session.execute(insert(Recruiter), [_recruiter(spelt[row.key][0], row) for row in sums])
        db.session.execute(insert(RecruiterWord), _words(spelt))


_SUMS = select(
    RecruiterUse.key,
    func.count(RecruiterUse.organisation_id.distinct()).label("organisations"),
    func.count(RecruiterUse.statement_id.distinct()).label("statements"),
    func.min(RecruiterUse.year).label("first_year"),
    func.max(RecruiterUse.year).label("last_year"),
    func.coalesce(func.sum(RecruiterUse.recruits), 0).label("recruits"),
).group_by(RecruiterUse.key)


def _spelt(keys: Collection[str]) -> dict[str, list[Any]]:
    """How statements write the name and number of each recruiter, the newest first."""
    columns = (
        RecruiterUse.key,
        RecruiterUse.country,
        RecruiterUse.name,
        RecruiterUse.licence_no,
    )
    newest = (func.max(RecruiterUse.year), func.max(RecruiterUse.id))
    found: dict[str, list[Any]] = {}
    for row in db.session.execute(
        select(*columns)
        .where(RecruiterUse.key.in_(keys))
        .group_by(*columns)
        .order_by(*(each.desc() for each in newest))
    ):
        found.setdefault(row.key, []).append(row)
    return found


def _recruiter(newest: Any, sums: Any) -> Row:
    name = newest.name or newest.licence_no
    return {
        **sums._mapping,
        "country": newest.country,
        "name": name,
        "name_key": recruiters.same_name(name),
        "licence_no": newest.licence_no if recruiters.licence_key(newest.licence_no) else "",
    }


def _words(spelt: dict[str, list[Any]]) -> list[Row]:
    """Every word of the names and licence numbers by which statements call them."""
    found = {
        (word, key)
        for key, rows in spelt.items()
        for row in rows
        for word in recruiters.words(row.name, row.licence_no)
    }
    return [{"word": word, "key": key} for word, key in sorted(found)]
