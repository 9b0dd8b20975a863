"""What a comparison reads of each organisation: read tables, for six as for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from registry import organisations, promises
from registry.extensions import db
from registry.models import (
    Organisation,
    RegisterEntry,
    Statement,
    StatementFigures,
)
from registry.promises import Rate
from registry.public.organisations import over_years
from registry.public.queries import day_of_last, is_past
from registry.scoring import Outcome

FOUND = 8
"""As many organisations a search for another one shows."""

_withdrawn = aliased(Statement)
_LAST_WITHDRAWN = (
    select(func.max(_withdrawn.withdrawn_on))
    .where(
        _withdrawn.organisation_id == RegisterEntry.organisation_id,
        _withdrawn.year == RegisterEntry.year,
    )
    .correlate(RegisterEntry)
    .scalar_subquery()
)
_ASSESSED = ("result", "confidence", "themes", "gates")


@dataclass(frozen=True, slots=True)
class Side:
    """One organisation of a comparison, as far as it is public on a day.

    ``entry`` is None where the organisation is not on the register for the year. Figures are of
    its newest statement; findings and ``assessed`` are empty until its grade is public.
    """

    organisation: Organisation
    entry: RegisterEntry | None
    figures: StatementFigures | None
    assessed: Mapping[str, Any]
    findings: Mapping[str, Outcome]
    corridors: Sequence[Mapping[str, Any]]
    flags: Mapping[str, bool]
    """What its answers say, such as whether it recruited anybody; empty without a statement."""
    passports: str | None
    replied_on: date | None
    withdrawn_on: date | None
    """The day on which it withdrew a statement of this year."""
    promised: Rate
    grade_is_public: bool

    @property
    def has_statement(self) -> bool:
        return self.entry is not None and self.entry.statement_id is not None

    @property
    def is_graded(self) -> bool:
        """Whether the register shows and stands by a grade or, for want of one, says why."""
        entry = self.entry
        return self.grade_is_public and entry is not None and not entry.grade_withdrawn_on


def sides(ids: Sequence[int], year: int, today: date) -> list[Side]:
    """The organisations of these numbers that there are, in their order: at most three queries."""
    rows = db.session.execute(_rows(ids, year)).all() if ids else []
    public = {row.statement_id for row in rows if _grade_is_public(row, today)}
    findings = over_years.findings(public)
    promised = promises.rates([row.Organisation.id for row in rows], year, today)
    found = {row.Organisation.id: _side(row, findings, promised, today) for row in rows}
    return [found[each] for each in ids if each in found]


def candidates(text: str, without: Sequence[int]) -> Sequence[Organisation]:
    """The first organisations that a search for another one finds."""
    return db.session.scalars(
        select(Organisation)
        .where(organisations.matching(text, Organisation.id), Organisation.id.not_in(without))
        .order_by(Organisation.name_key)
        .limit(FOUND)
    ).all()


def _rows(ids: Sequence[int], year: int) -> Any:
    """One row for each organisation; of an assessment only the parts that are shown are read."""
    of_year = and_(RegisterEntry.organisation_id == Organisation.id, RegisterEntry.year == year)
    return (
        select(
            Organisation,
            RegisterEntry,
            StatementFigures,
            Statement.id.label("statement_id"),
            Statement.replies,
            Statement.answers["passports"].label("passports"),
            Statement.assessment["metrics"]["corridors"].label("corridors"),
            Statement.assessment["flags"].label("flags"),
            *(Statement.assessment[name].label(name) for name in _ASSESSED),
            _LAST_WITHDRAWN.label("withdrawn_on"),
        )
        .outerjoin(RegisterEntry, of_year)
        .outerjoin(Statement, Statement.id == RegisterEntry.statement_id)
        .outerjoin(StatementFigures, StatementFigures.statement_id == Statement.id)
        .where(Organisation.id.in_(ids))
    )


def _grade_is_public(row: Any, today: date) -> bool:
    entry = row.RegisterEntry
    return row.statement_id is not None and is_past(entry.grade_public_on, today)


def _side(row: Any, findings: Mapping[int, Any], promised: Mapping[int, Rate], today: date) -> Side:
    organisation: Organisation = row.Organisation
    public = _grade_is_public(row, today)
    return Side(
        organisation=organisation,
        entry=row.RegisterEntry,
        figures=row.StatementFigures,
        assessed={name: getattr(row, name) for name in _ASSESSED} if public else {},
        findings=findings.get(row.statement_id, {}),
        corridors=row.corridors or (),
        flags=row.flags or {},
        passports=(row.passports or {}).get("doc_passport_holder"),
        replied_on=day_of_last(row.replies),
        withdrawn_on=row.withdrawn_on,
        promised=promised.get(organisation.id, Rate()),
        grade_is_public=public,
    )
