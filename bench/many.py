"""Many organisations, fast: rows copied within the two largest tables of a small register.

They differ in who and where they are and in their days; what they published is that of the one
they copy, and one in five has published nothing. For measuring what grows with the number of
organisations, and nothing else.
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from flask import Flask
from sqlalchemy import Table, insert, select, text

from bench.counting import counted_at_the_end
from bench.many_figures import say_as_much
from bench.many_past import add_past
from bench.printing import say
from bench.register import in_haste
from registry import names
from registry.extensions import db
from registry.models import Market, Organisation, PublicStatus, RegisterEntry
from registry.models.types import table_of
from registry.wording import SECTORS, STATES
from seed.scale import MODELS, YEARS, scale

YEAR = YEARS[-1]
"""The year that home shows, so that what it sums up is all of them."""
BATCH = 10_000
SAID = 100_000
"""How far it is, is said after so many."""
EVERY_SILENT = 5
REPLY_DAYS = 14
ORGANISATION: Table = table_of(Organisation)
ENTRY: Table = table_of(RegisterEntry)


def fill_with(app: Flask, organisations: int) -> None:
    """A register of so many organisations; the first ones published every year."""
    with app.app_context(), in_haste(), counted_at_the_end():
        scale(MODELS * len(YEARS))
        found = select(ORGANISATION, ENTRY).join(ENTRY).where(ENTRY.c.year == YEAR)
        models = [_split(row) for row in db.session.execute(found)]
        for start in range(len(models) + 1, organisations + 1, BATCH):
            _copy(range(start, min(start + BATCH, organisations + 1)), models)
            if (start + BATCH) // SAID > start // SAID:
                say(f"  {start + BATCH:,} organisations made")
        say_as_much(len(models), organisations, YEAR)
        add_past(len(models), YEAR)
    with app.app_context():
        db.session.execute(text("ANALYZE"))
        _forget_that_statements_are_shared()
        db.session.commit()


def _forget_that_statements_are_shared() -> None:
    """Thousands of entries have one statement here, so SQLite would not look them up by it."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(
            text("DELETE FROM sqlite_stat1 WHERE idx = 'ix_register_entry_statement'")
        )


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
        place = _place(number)
        organisations.append({**organisation, "id": number, **_own(name, number), **place})
        key = {"name_key": names.key(name), "organisation_id": number}
        entries.append({**entry, **key, **place, **_days(number)})
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


def _place(number: int) -> dict[str, Any]:
    """One of every sector in every market and state."""
    rest, sector = divmod(number, len(SECTORS))
    rest, market = divmod(rest, len(Market))
    found = list(SECTORS)[sector], list(Market)[market], list(STATES)[rest % len(STATES)]
    return dict(zip(("sector", "market", "state"), found, strict=True))


def _days(number: int) -> dict[str, Any]:
    """Deadlines at the end of each month, and publications on all days before."""
    month = number % 12 + 1
    due_on = date(YEAR, month, monthrange(YEAR, month)[1])
    if number % EVERY_SILENT == 0:
        nothing = dict.fromkeys(("statement_id", "published_on", "grade", "score_tenths", "rules"))
        nothing |= dict.fromkeys(("path", "grade_public_on"))
        return {**nothing, "due_on": due_on, "status": PublicStatus.DUE}
    on = due_on - timedelta(days=number % 200)
    public = {"published_on": on, "grade_public_on": on + timedelta(days=REPLY_DAYS)}
    return {**public, "due_on": due_on, "status_on": on}
