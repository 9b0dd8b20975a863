"""Where an organisation stands, in one query without objects: all that a part of its page tells.

Parts of its page are kept (``registry.kept_pages.parts``) under the rows that are found here, so
that what stands as it did is not even read. What nobody ever said of it is not asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import Select, String, bindparam, cast, exists, func, select
from sqlalchemy.exc import NoResultFound

from registry.extensions import db
from registry.models import (
    Organisation,
    OrganisationAlias,
    OrganisationClass,
    PublicStatus,
    RegisterEntry,
    Statement,
    StatementCompany,
    StatementFigures,
    status_as_of,
    table_of,
)
from registry.public.organisations.over_years import COLUMNS
from registry.public.queries import SAID, is_past

AS_OF_TODAY = {PublicStatus.DUE, PublicStatus.VOLUNTARY}
"""Of which a sentence names the day."""
_IS_NAMED = exists().where(
    StatementCompany.key.in_((Organisation.ssm_number, Organisation.ssm_old_number))
)


@dataclass(frozen=True)
class Standing:
    """The rows of an organisation, newest year first; one without a year, if it has none."""

    rows: Sequence[Any]
    today: date

    @property
    def newest(self) -> Any:
        return self.rows[0]

    @property
    def known(self) -> tuple[object, ...]:
        """Each row, and what the day adds to it."""
        names_today = any(row.status in AS_OF_TODAY for row in self.rows)
        shown = [is_past(row.grade_public_on, self.today) for row in self.rows]
        return self.today if names_today else None, shown, *map(tuple, self.rows)

    @property
    def status(self) -> PublicStatus:
        """Of the newest year, today."""
        return status_as_of(self.newest.status, self.newest.due_on, self.today)

    @property
    def judged(self) -> Any | None:
        """The newest year of which the register shows marks and stands by them."""
        return next((row for row in self.rows if self._is_judged(row)), None)

    def _is_judged(self, row: Any) -> bool:
        shown = row.has_figures and is_past(row.grade_public_on, self.today)
        return bool(shown and row.grade_withdrawn_on is None)


def standing(organisation_id: int, today: date) -> Standing:
    asked = {"id": organisation_id, "today": today}
    rows = db.session.connection().execute(_STANDING, asked).all()  # past the making of objects
    if not rows:
        raise NoResultFound
    return Standing(rows, today)


def _texts(of: Any, *columns: Any) -> Select[str]:
    """What another table tells of the organisation, as one text to tell it apart by."""
    told = reduce(add, (cast(column, String) + "\t" for column in columns))
    return select(func.aggregate_strings(told, "\n")).where(of.organisation_id == Organisation.id)


_CLASSES = _texts(
    OrganisationClass,
    *(OrganisationClass.since, OrganisationClass.reporting_class, OrganisationClass.reason),
).where(OrganisationClass.since <= bindparam("today"))
_ORGANISATION, _ENTRY = table_of(Organisation).c, table_of(RegisterEntry).c
_STATEMENT, _FIGURES = table_of(Statement).c, table_of(StatementFigures).c
_STANDING = (
    select(
        *(column.label(f"own_{column.name}") for column in _ORGANISATION),
        _texts(OrganisationAlias, OrganisationAlias.kind, OrganisationAlias.name).scalar_subquery(),
        _CLASSES.scalar_subquery(),
        *COLUMNS,
        _IS_NAMED.label("is_named"),
        *(condition.label(name) for name, condition in SAID.items()),
    )
    .select_from(table_of(Organisation))
    .outerjoin(table_of(RegisterEntry), _ENTRY.organisation_id == _ORGANISATION.id)
    .outerjoin(table_of(Statement), _STATEMENT.id == _ENTRY.statement_id)
    .outerjoin(table_of(StatementFigures), _FIGURES.statement_id == _STATEMENT.id)
    .where(_ORGANISATION.id == bindparam("id"))
    .order_by(_ENTRY.year.desc())
)
