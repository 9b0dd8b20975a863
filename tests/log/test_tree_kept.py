"""The tree in the database: one leaf for each event, whoever writes at the same time."""

from datetime import UTC, datetime
from itertools import count, islice
from threading import Barrier, Thread

import flask_migrate
import pytest
from sqlalchemy import select

from registry import ledger, log_audit, merkle, schema, tree_heads
from registry.extensions import db
from registry.models import LedgerEvent

AT = datetime(2026, 11, 21, 4, tzinfo=UTC)
WRITERS = 4


NUMBERS = count()


def write(events):
    for number in islice(NUMBERS, events):
        ledger.append("filed", f"ATIP-2026-{number:07d}", {"version": 1}, at=AT)


def test_the_root_is_that_of_the_events(session):
    for _ in range(9):
        write(1)
        texts = session.scalars(select(LedgerEvent.data).order_by(LedgerEvent.id)).all()
        kept = {}
        for size, text in enumerate(texts):
            kept.update(merkle.grow(size, merkle.leaf_hash(text.encode()), kept.__getitem__))
        assert tree_heads.head().root == merkle.root(len(texts), kept.__getitem__)
    assert not list(log_audit.problems())


def test_what_was_undone_leaves_no_leaf(session):
    write(3)
    before = tree_heads.head()
    nested = session.begin_nested()
    write(2)
    nested.rollback()
    assert tree_heads.head() == before
    write(1)
    assert tree_heads.head().size == before.size + 1
    assert not list(log_audit.problems())


def test_writers_at_the_same_time_make_one_tree(new_app):
    app = new_app()
    together = Barrier(WRITERS)

    def publish():
        with app.app_context():
            together.wait()
            for _ in range(5):
                write(1)
                db.session.commit()

    writers = [Thread(target=publish) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with app.app_context():
        assert ledger.size() == WRITERS * 5
        assert not list(log_audit.problems())


@pytest.mark.parametrize("events", [0, 1, 6])
def test_events_from_before_the_tree_get_their_leaves(new_app, events):
    app = new_app(empty=True)
    with app.app_context():
        schema.upgrade()
        write(events)
        db.session.commit()
        before = tree_heads.head()
        db.session.remove()
        flask_migrate.downgrade(revision="0018")
        schema.upgrade()
        assert tree_heads.head() == before
        assert before.size == events
        assert not list(log_audit.problems())
