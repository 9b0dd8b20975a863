"""What the statements that are public now say of companies: a few indexed look-ups each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from registry.extensions import db
from registry.groups import Company, companies, share_text
from registry.models import (
    Organisation,
    RegisterEntry,
    Statement,
    StatementCompany,
    Subsidiary,
)

MOST_ASKED = 500
"""Companies of one filing that are looked up: as many as its table takes."""
MOST_READ = 1_000
MOST_NAMINGS = 200
"""Statements that are listed for each company: it has few parents, over few years."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one statement says of one company."""

    key: str
    year: int
    name: str
    number_said: str
    share_percent: str | None
    covered: bool | None
    parent_id: int
    parent: str
    statement_id: int


@dataclass(frozen=True, slots=True)
class Member:
    """A company as its statement names it, and whether any statement of the year covers it."""

    name: str
    number_said: str
    key: str
    share_percent: str | None
    covered: bool | None
    is_covered_elsewhere: bool


_STANDINGS = (
    select(
        StatementCompany.key,
        StatementCompany.year,
        StatementCompany.name,
        StatementCompany.number_said,
        StatementCompany.share_percent,
        StatementCompany.covered,
        StatementCompany.parent_id,
        Organisation.name.label("parent"),
        StatementCompany.statement_id,
    )
    .join(RegisterEntry, RegisterEntry.statement_id == StatementCompany.statement_id)
    .join(Organisation, Organisation.id == StatementCompany.parent_id)
)
"""Rows of the statements that are public now: an entry points at its newest version."""

_OF_COMPANIES = (
    _STANDINGS.where(StatementCompany.key.in_(bindparam("keys", expanding=True)))
    .order_by(StatementCompany.year.desc(), Organisation.name_key, StatementCompany.statement_id)
    .limit(bindparam("most"))
)


def standings(keys: Iterable[str], *, year: int | None = None) -> list[Standing]:
    """What statements say of these companies, newest year first."""
    asked = [key for key in keys if key]
    if not asked:
        return []
    values = {"keys": asked, "most": MOST_NAMINGS * len(asked)}
    if year is None:
        return _read(_OF_COMPANIES, values)
    return _read(_OF_COMPANIES.where(StatementCompany.year == year), values)


def covering(organisation: Organisation, *, year: int | None = None) -> list[Standing]:
    """What statements of others say of an organisation, newest year first."""
    return [
        standing
        for standing in standings(_numbers(organisation), year=year)
        if standing.parent_id != organisation.id
    ]


def already_covered(
    organisation: Organisation, year: int, members: Iterable[Company] = ()
) -> list[Standing]:
    """Statements of others of the same year that cover the organisation or one of its companies."""
    numbers = [*_numbers(organisation), *(m.number for m in members if m.number)]
    return _read(
        _STANDINGS.where(
            StatementCompany.key.in_(numbers[:MOST_ASKED]),
            StatementCompany.year == year,
            StatementCompany.covered.is_(True),
            StatementCompany.parent_id != organisation.id,
        )
        .order_by(StatementCompany.name, Organisation.name_key)
        .limit(MOST_READ)
    )


def members(statement: Statement) -> list[Member]:
    """The companies that a statement names, in their order."""
    return members_in(statement.answers.get("period", {}).get("entities"), statement)


def members_in(entities: Any, statement: Statement) -> list[Member]:
    """The same of a statement whose other answers are not read: ``entities`` is the table.

    Only where it leaves some out is it looked up whether another statement of the year covers them.
    """
    named = [(company.key(statement.organisation_id), company) for company in companies(entities)]
    left_out = [key for key, company in named if not company.covered]
    covered = _covered(left_out, statement.year) if left_out else frozenset()
    return [
        Member(
            name=company.name,
            number_said=company.number_said,
            key=key,
            share_percent=share_text(company.share),
            covered=company.covered,
            is_covered_elsewhere=key in covered,
        )
        for key, company in named
    ]


def _covered(keys: list[str], year: int) -> frozenset[str]:
    return frozenset(
        db.session.scalars(
            select(Subsidiary.key).where(
                Subsidiary.key.in_(keys), Subsidiary.year == year, Subsidiary.is_covered.is_(True)
            )
        )
    )


def registered(numbers: Iterable[str]) -> dict[str, Organisation]:
    """SSM number, in either form -> the organisation of the register that bears it."""
    asked = list(numbers)[:MOST_ASKED]
    if not asked:
        return {}
    found = db.session.scalars(
        select(Organisation).where(
            or_(Organisation.ssm_number.in_(asked), Organisation.ssm_old_number.in_(asked))
        )
    )
    return {number: each for each in found for number in _numbers(each)}


def registered_by_name(name_keys: Iterable[str]) -> dict[str, Organisation]:
    """A name as it is matched -> an organisation of the register that is called so."""
    asked = [key for key in name_keys if key][:MOST_ASKED]
    if not asked:
        return {}
    found = db.session.scalars(select(Organisation).where(Organisation.name_key.in_(asked)))
    return {each.name_key: each for each in found}


def _numbers(organisation: Organisation) -> list[str]:
    return [n for n in (organisation.ssm_number, organisation.ssm_old_number) if n]


def _read(
    found: Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None
) -> list[Standing]:
    return [Standing(*row) for row in db.session.execute(found, values)]
