"""What a search asks, in SQL."""

from datetime import date

from sqlalchemy import ColumnElement, and_

from registry import organisations
from registry.forms.public import Search
from registry.models import RegisterEntry, has_status


def conditions(search: Search, today: date) -> list[ColumnElement[bool]]:
    """The conditions that an entry must meet; a grade counts only from the day it is public."""
    found: list[ColumnElement[bool]] = [RegisterEntry.year == search.year]
    for name in ("sector", "market", "state", "grade", "path"):
        if value := getattr(search, name):
            found.append(getattr(RegisterEntry, name) == value)
    if search.grade:
        found.append(grade_is_public(today))
    if search.status:
        found.append(has_status(search.status, today))
    if search.text:
        found.append(organisations.matching(search.text, RegisterEntry.organisation_id))
    return found


def grade_is_public(today: date) -> ColumnElement[bool]:
    return and_(RegisterEntry.grade_public_on.is_not(None), RegisterEntry.grade_public_on <= today)
