"""What was filed, published or decided is changed by nobody, not even in the database."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from registry.models import (
    FilingEvent,
    FilingVersion,
    LedgerEvent,
    Statement,
    StatementCorridor,
    StatementFeeLine,
)
from tests import factories as make

ROWS = (FilingEvent, FilingVersion, LedgerEvent, Statement, StatementCorridor, StatementFeeLine)


@pytest.fixture
def statement(session):
    return make.published(make.a_filing(pages=make.complete_answers()))


@pytest.mark.parametrize("model", ROWS)
def test_no_row_is_deleted(session, statement, model):
    session.flush()
    with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
        session.execute(delete(model))


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (FilingVersion, {"answers": {}}),
        (FilingVersion, {"sha256": "0" * 64}),
        (Statement, {"answers": {}}),
        (Statement, {"assessment": {}}),
        (Statement, {"note": "Another note"}),
        (StatementCorridor, {"recruits": 1}),
        (StatementFeeLine, {"amount_sen": 0}),
    ],
)
def test_no_row_is_changed(session, statement, model, change):
    session.flush()
    with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
        session.execute(update(model).values(change))


def test_a_reply_is_added_to_what_was_published(session, statement):
    statement.replies = [{"at": make.AT.isoformat(), "text": "We repaid the rest in May."}]
    session.flush()
