"""Writes down the corridors and recruiters of the statements that are public now.

Both verbs are called after the act was sealed in the ledger: from there to the end of its
transaction nobody else publishes, so that the totals of a recruiter never miss a statement.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from registry.extensions import db
from registry.models import (
    CorridorCost,
    CorridorFigure,
    Recruiter,
    RecruiterUse,
    RecruiterWord,
    Statement,
)
from registry.recruitment import corridors, recruiters

KEPT = {"synchronize_session": False}
AT_ONCE = 400
"""Keys in one query: both databases take so many."""
TABLES = (CorridorFigure, CorridorCost, RecruiterUse)

Row = dict[str, Any]


def keep(statement: Statement) -> None:
    """Put the statement that is now public in the place of the earlier one of its year."""
    named = _forget(statement.organisation_id, statement.year)
    uses = recruiters.uses(_rows(statement))
    _insert(CorridorFigure, statement, corridors.figures(statement.corridors, statement.fee_lines))
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
    uses: dict[str, list[RecruiterUse]] = {}
    found = select(RecruiterUse).where(RecruiterUse.key.in_(keys))
    for use in db.session.scalars(found.order_by(RecruiterUse.year.desc(), RecruiterUse.id.desc())):
        uses.setdefault(use.key, []).append(use)
    for table in (Recruiter, RecruiterWord):
        db.session.execute(delete(table).where(table.key.in_(keys)), execution_options=KEPT)
    if uses:
        db.session.execute(insert(Recruiter), [_recruiter(key, of) for key, of in uses.items()])
        db.session.execute(insert(RecruiterWord), _words(uses))


def _recruiter(key: str, uses: Sequence[RecruiterUse]) -> Row:
    newest = uses[0]
    return {
        "key": key,
        "country": newest.country,
        "name": newest.name or newest.licence_no,
        "name_key": recruiters.same_name(newest.name or newest.licence_no),
        "licence_no": newest.licence_no if recruiters.licence_key(newest.licence_no) else "",
        "organisations": len({use.organisation_id for use in uses}),
        "statements": len({use.statement_id for use in uses}),
        "first_year": uses[-1].year,
        "last_year": newest.year,
        "recruits": sum(use.recruits or 0 for use in uses),
    }


def _words(uses: dict[str, list[RecruiterUse]]) -> list[Row]:
    """Every word of the names and licence numbers by which statements call them."""
    found = {
        (word, key)
        for key, of in uses.items()
        for use in of
        for word in recruiters.words(use.name, use.licence_no)
    }
    return [{"word": word, "key": key} for word, key in sorted(found)]
