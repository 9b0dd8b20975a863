"""What each column of the listing says, in the SQL of both databases."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, select
from sqlalchemy import type_coerce as as_stored

from registry import promises
from registry.extensions import db
from registry.forms.public import Search
from registry.models import Organisation, PromiseSum, PublicStatus, RegisterEntry, has_status
from registry.public.listing.conditions import conditions, grade_is_public
from registry.public.listing.orders import order_of
from registry.public.listing.table import COLUMNS

NAMES = ("name", "ssm_number", "ssm_old_number", "stock_code")


def selected(search: Search, today: date, columns: Sequence[Any]) -> Select[Any]:
    """These columns of all that a search finds, in its order."""
    order = order_of(search, today)
    own = PromiseSum.organisation_id == RegisterEntry.organisation_id
    return (
        select(*columns)
        .join_from(RegisterEntry, Organisation, Organisation.id == RegisterEntry.organisation_id)
        .outerjoin(PromiseSum, and_(own, promises.hold(search.year or 0, today)))
        .where(*conditions(search, today))
        .order_by(*order.clauses())
    )


def values(today: date) -> dict[str, ColumnElement[Any]]:
    """Each column by its name."""
    special = _special(today)
    return {
        name: special[name] if name in special else getattr(RegisterEntry, name) for name in COLUMNS
    }


def _special(today: date) -> dict[str, ColumnElement[Any]]:
    """The columns that are not simply what the entry holds."""
    overdue = has_status(PublicStatus.OVERDUE, today)
    public = grade_is_public(today)
    status = as_stored(RegisterEntry.status, String)
    since = case((overdue, _day_after(RegisterEntry.due_on)), else_=RegisterEntry.status_on)
    return {
        **{name: getattr(Organisation, name) for name in NAMES},
        "mandatory": case((RegisterEntry.mandatory, literal("True")), else_=literal("False")),
        "status": case((overdue, literal(PublicStatus.OVERDUE.value)), else_=status),
        "status_on": since,
        "as_of": literal(today.isoformat()),
        "grade": case((public, RegisterEntry.grade)),
        "score": case((public, _tenths(RegisterEntry.score_tenths))),
        "promises_made": func.coalesce(PromiseSum.made, 0),
        "promises_due": func.coalesce(PromiseSum.due, 0),
        "promises_kept_percent": PromiseSum.percent,
    }


def _tenths(column: Any) -> ColumnElement[str]:
    return cast(column // 10, String) + "." + cast(column % 10, String)


def _day_after(day: Any) -> ColumnElement[Any]:
    is_sqlite = db.engine.dialect.name == "sqlite"
    return func.date(day, "+1 day", type_=String) if is_sqlite else day + 1
