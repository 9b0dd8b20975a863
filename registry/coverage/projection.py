"""Writes down whom a statement names and covers, and what that makes of each in its year."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from registry import name_search, names
from registry.extensions import db
from registry.groups import Company, companies, own_number, share_text
from registry.models import (
    Organisation,
    RegisterEntry,
    Statement,
    StatementCompany,
    Subsidiary,
    SubsidiaryWord,
)

AT_ONCE = 400
"""Keys in one query: both databases take so many."""
KEPT = {"synchronize_session": False}


def keep(statement: Statement) -> None:
    """Write down the companies of a statement that is the newest of its organisation and year."""
    named = companies(statement.answers.get("period", {}).get("entities"))
    db.session.execute(
        delete(StatementCompany).where(StatementCompany.statement_id == statement.id),
        execution_options=KEPT,
    )
    if rows := [_row(statement, company) for company in named]:
        db.session.execute(insert(StatementCompany), rows)
    follow(statement)


def follow(statement: Statement) -> None:
    """Take note that another statement, or none, is now the public one of its year."""
    refresh(_touched(statement), statement.year)
    name_search.keep_companies(statement.organisation_id, _named_by(statement.organisation_id))


def _named_by(organisation_id: int) -> Sequence[str]:
    """What the public statements of an organisation call the companies of its group."""
    return db.session.scalars(
        select(StatementCompany.name)
        .join(RegisterEntry, RegisterEntry.statement_id == StatementCompany.statement_id)
        .where(RegisterEntry.organisation_id == organisation_id)
        .distinct()
    ).all()


def refresh(keys: Iterable[str], year: int) -> None:
    """Say anew of each company whether a statement of the year that is public now covers it."""
    for some in _parts(sorted(set(keys))):
        _refresh(some, year)


def _parts(keys: Sequence[str]) -> Iterator[list[str]]:
    return (list(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))


def _row(statement: Statement, company: Company) -> dict[str, Any]:
    return {
        "statement_id": statement.id,
        "parent_id": statement.organisation_id,
        "year": statement.year,
        "row": company.row,
        "key": company.key(statement.organisation_id),
        "name": company.name,
        "number_said": company.number_said,
        "share_percent": share_text(company.share),
        "covered": company.covered,
    }


def _touched(statement: Statement) -> set[str]:
    """Whom any version of the statement names, and the organisation itself under its numbers."""
    named = db.session.scalars(
        select(StatementCompany.key)
        .join(Statement, Statement.id == StatementCompany.statement_id)
        .where(
            Statement.organisation_id == statement.organisation_id, Statement.year == statement.year
        )
    )
    owner = db.session.get_one(Organisation, statement.organisation_id)
    return {*named, *filter(None, (owner.ssm_number, owner.ssm_old_number))}


def _refresh(keys: list[str], year: int) -> None:
    current = _named_now(keys, year)
    filed = _filed_themselves(keys, year)
    known = dict(
        db.session.execute(
            select(Subsidiary.key, Subsidiary.id).where(
                Subsidiary.key.in_(keys), Subsidiary.year == year
            )
        ).all()
    )
    found = [_subsidiary(key, year, rows, key in filed) for key, rows in current.items()]
    new = [values for values in found if values["key"] not in known]
    old = [{**values, "id": known[values["key"]]} for values in found if values["key"] in known]
    gone = [known[key] for key in known.keys() - current.keys()]
    if new:
        db.session.execute(insert(Subsidiary), new)
    if old:
        db.session.execute(update(Subsidiary), old)
    if gone:
        db.session.execute(
            delete(Subsidiary).where(Subsidiary.id.in_(gone)), execution_options=KEPT
        )
    _keep_words(keys)


def _named_now(keys: list[str], year: int) -> dict[str, list[StatementCompany]]:
    """The rows of statements that are public now, by company; the newest statement's first."""
    rows = db.session.scalars(
        select(StatementCompany)
        .join(RegisterEntry, RegisterEntry.statement_id == StatementCompany.statement_id)
        .where(StatementCompany.key.in_(keys), StatementCompany.year == year)
        .order_by(StatementCompany.statement_id.desc(), StatementCompany.row)
    )
    found: dict[str, list[StatementCompany]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def _filed_themselves(keys: list[str], year: int) -> set[str]:
    """Those that are organisations with a statement of their own in the year."""
    numbers = db.session.execute(
        select(Organisation.ssm_number, Organisation.ssm_old_number)
        .join(RegisterEntry, RegisterEntry.organisation_id == Organisation.id)
        .where(
            or_(Organisation.ssm_number.in_(keys), Organisation.ssm_old_number.in_(keys)),
            RegisterEntry.year == year,
            RegisterEntry.statement_id.is_not(None),
        )
    )
    return {number for pair in numbers for number in pair if number}


def _subsidiary(
    key: str, year: int, rows: list[StatementCompany], has_filed: bool
) -> dict[str, Any]:
    newest = rows[0]
    return {
        "key": key,
        "year": year,
        "name": newest.name,
        "name_key": names.key(newest.name)[:200],
        "number_said": newest.number_said,
        "is_covered": has_filed or any(row.covered for row in rows),
    }


def _keep_words(keys: Collection[str]) -> None:
    """Every word of the names and numbers by which statements call these companies, any year."""
    called = db.session.execute(
        select(StatementCompany.key, StatementCompany.name, StatementCompany.number_said)
        .where(StatementCompany.key.in_(keys))
        .distinct()
    )
    words = {
        (key, word)
        for key, name, number in called
        for text in (name, own_number(number))
        for word in names.words(text)
    }
    kept = db.session.execute(
        select(SubsidiaryWord.key, SubsidiaryWord.word).where(SubsidiaryWord.key.in_(keys))
    )
    new = words - {(key, word) for key, word in kept}
    if new:
        db.session.execute(
            insert(SubsidiaryWord), [{"key": key, "word": word} for key, word in sorted(new)]
        )
