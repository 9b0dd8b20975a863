"""Who has a page of a draft open for editing: held, given back, taken over.

A lock is a courtesy. What keeps two people from overwriting each other is the revision that every
save compares; so a lock that is missing or too old does no harm.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from registry.extensions import db
from registry.models import EditLock, Filing, User, table_of

OPENED = timedelta(minutes=15)
"""How long a page is held that somebody opened or sent: without scripts nothing else is heard."""

BEATING = timedelta(minutes=3)
"""How long it is held after its script last reported that somebody is at it."""

LONG_ENOUGH = timedelta(minutes=10)
"""A lock of one's own that lasts longer than this is not renewed by opening the page again."""

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def holder(filing: Filing, sheet: str, *, at: datetime) -> EditLock | None:
    """The lock on a page, with its holder."""
    return db.session.scalars(
        select(EditLock)
        .where(EditLock.filing_id == filing.id, EditLock.sheet == sheet, EditLock.until > at)
        .options(joinedload(EditLock.holder))
        .execution_options(populate_existing=True)
    ).one_or_none()


def held_by_another(filing: Filing, sheet: str, *, than: User, at: datetime) -> EditLock | None:
    lock = holder(filing, sheet, at=at)
    return lock if lock and lock.holder_id != than.id else None


def hold(
    filing: Filing, sheet: str, *, by: User, at: datetime, length: timedelta = OPENED
) -> EditLock | None:
    """Hold a page, or go on holding it; the lock of somebody else where one stands in the way.

    The database decides: of two people who open a page in the same moment one holds it.
    """
    _delete(filing, EditLock.sheet == sheet, EditLock.until <= at)
    db.session.execute(
        INSERTS[db.engine.dialect.name](table_of(EditLock))
        .values(filing_id=filing.id, sheet=sheet, holder_id=by.id, since=at, until=at + length)
        .on_conflict_do_update(
            index_elements=["filing_id", "sheet"],
            set_={"until": at + length},
            where=EditLock.holder_id == by.id,
        )
    )
    return held_by_another(filing, sheet, than=by, at=at)


def open_page(filing: Filing, sheet: str, *, by: User, at: datetime) -> None:
    """Hold the page that was opened, and no other of the filing: a person is in one place."""
    _delete(filing, EditLock.sheet != sheet, EditLock.holder_id == by.id)
    hold(filing, sheet, by=by, at=at)


def take_over(filing: Filing, sheet: str, *, by: User, at: datetime) -> None:
    """Hold a page, whoever holds it now."""
    _delete(filing, EditLock.sheet == sheet, EditLock.holder_id != by.id)
    hold(filing, sheet, by=by, at=at)


def release(filing: Filing, sheet: str, *, by: User) -> None:
    _delete(filing, EditLock.sheet == sheet, EditLock.holder_id == by.id)


def release_all(by: User) -> None:
    """Give back every page, in every filing."""
    db.session.execute(delete(EditLock).where(EditLock.holder_id == by.id))


def lasts(filing: Filing, sheet: str, *, by: User, at: datetime) -> bool:
    """Whether this person's lock need not be written anew."""
    lock = holder(filing, sheet, at=at + LONG_ENOUGH)
    return lock is not None and lock.holder_id == by.id


def others_at_work(filing: Filing, *, than: User, at: datetime) -> dict[str, EditLock]:
    """Page name -> the lock of a colleague on it, or on a corridor's part of it."""
    locks = db.session.scalars(
        select(EditLock)
        .where(
            EditLock.filing_id == filing.id,
            EditLock.until > at,
            EditLock.holder_id != than.id,
        )
        .options(joinedload(EditLock.holder))
        .order_by(EditLock.since)
    )
    return {lock.sheet.partition("/")[0]: lock for lock in locks}


def _delete(filing: Filing, *conditions: object) -> None:
    db.session.execute(
        delete(EditLock)
        .where(EditLock.filing_id == filing.id, *conditions)  # type: ignore[arg-type]
        .execution_options(synchronize_session=False)
    )
