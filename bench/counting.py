"""Filling a register without keeping its counts row by row: they are counted once, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from registry import kept_counts
from registry.extensions import db
from registry.models import COUNTS
from registry.models.kept_counts_triggers import CHANGES, triggers


@contextmanager
def counted_at_the_end() -> Iterator[None]:
    for kept in COUNTS:
        for change in CHANGES:
            _do(f"DROP TRIGGER {kept.table}_{change}{_of_table(kept.of)}")
    db.session.commit()
    yield
    for kept in COUNTS:
        for statement in triggers(kept, _dialect()):
            _do(statement)
    kept_counts.count_anew()
    db.session.commit()


def _do(statement: str) -> None:
    db.session.execute(text(statement))


def _of_table(table: str) -> str:
    return "" if _dialect() == "sqlite" else f" ON {table}"


def _dialect() -> str:
    return db.engine.dialect.name
