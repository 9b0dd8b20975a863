"""Many organisations, fast: rows copied within the two largest tables of a small register.

They differ in number, name and identifiers; what they published is that of the one they copy. For
measuring what grows with the number of organisations, and nothing else.
"""

from itertools import cycle
from typing import Any

from flask import Flask
from sqlalchemy import Table, insert, select, text

from bench.printing import say
from bench.register import in_haste
from registry import names
from registry.extensions import db
from registry.models import Organisation, RegisterEntry
from registry.models.types import table_of
from seed.scale import MODELS, YEARS, scale

YEAR = YEARS[-1]
"""The year that home shows, so that what it sums up is all of them."""
BATCH = 10_000
SAID = 100_000
"""How far it is, is said after so many."""
ORGANISATION: Table = table_of(Organisation)
ENTRY: Table = table_of(RegisterEntry)


def fill_with(app: Flask, organisations: int) -> None:
    """A register of so many organisations in one year; the first ones published every year."""
    with app.app_context(), in_haste():
        scale(MODELS * len(YEARS))
        found = select(ORGANISATION, ENTRY).join(ENTRY).where(ENTRY.c.year == YEAR)
        models = [_split(row) for row in db.session.execute(found)]
        for start in range(len(models) + 1, organisations + 1, BATCH):
            _copy(range(start, min(start + BATCH, organisations + 1)), models)
            if (start + BATCH) // SAID > start // SAID:
                say(f"  {start + BATCH:,} organisations made")
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def _split(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The organisation and its entry."""
    values = list(row)
    count = len(ORGANISATION.c)
    organisation = dict(zip(ORGANISATION.c.keys(), values[:count], strict=True))
    return organisation, dict(zip(ENTRY.c.keys(), values[count:], strict=True))


def _copy(numbers: range, models: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    organisations, entries = [], []
    for number, (organisation, entry) in zip(numbers, cycle(models), strict=False):
        name = f"{organisation['name']} {number}"
        organisations.append({**organisation, "id": number, **_own(name, number)})
        key = {"name_key": names.key(name), "organisation_id": number}
        entries.append({**entry, **key})
    db.session.execute(insert(ORGANISATION), organisations)
    db.session.execute(insert(ENTRY), entries)
    db.session.commit()


def _own(name: str, number: int) -> dict[str, Any]:
    return {
        "name": name,
        "name_key": names.key(name),
        "ssm_number": f"19{number:010d}",
        "ssm_old_number": f"{number}-Y",
        "stock_code": None,
        "lei": None,
    }
