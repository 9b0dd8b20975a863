"""The checking script, beside a register whose database somebody with all rights has changed."""

import json
import re
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import time_machine
from flask import Response
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from registry import (
    ledger,
    log_audit,
    merkle,
    publication,
    statement_withdrawal,
    storage,
    tree_heads,
    withdrawal,
)
from registry.extensions import db
from registry.models import (
    Filing,
    LedgerEvent,
    LogNode,
    StaffRole,
    Statement,
    StatementCorridor,
    StatementFeeLine,
    StatementFigures,
    StatementFinding,
)
from registry.scoring import Outcome
from tests import factories as make
from tests.server import serving

SCRIPT = Path(log_audit.__file__).parent / "static" / "tools" / "check_register.py"
TODAY = datetime(2026, 11, 21, 4, tzinfo=UTC)
LONG_AGO = datetime(2026, 7, 1, 4, tzinfo=UTC)


@pytest.fixture
def register(new_app):
    """A register with four published statements, of which the newest has no public grade yet."""
    app = new_app(RATELIMIT_ENABLED=False)
    with app.app_context():
        for number, at in enumerate((LONG_AGO, LONG_AGO, LONG_AGO, TODAY)):
            filing = make.a_filing(pages=make.complete_answers())
            stored = storage.put(BytesIO(f"%PDF-1.7 {number}".encode()))
            by = make.a_filer(filing.organisation)
            make.a_document(filing, by=by, sha256=stored.sha256)
            make.published(filing, at=at)
        db.session.commit()
    with time_machine.travel(TODAY), serving(app) as live:
        yield live


def checked(live, *more):
    """The exit code and what the script printed, in a process of its own."""
    found = subprocess.run(
        [sys.executable, SCRIPT, live.url, *more], capture_output=True, text=True, timeout=120
    )
    return found.returncode, found.stdout + found.stderr


@contextmanager
def power_over_the_database(app):
    """Change rows as somebody who has the database's own rights, past every safeguard."""
    with app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for name in connection.scalars(text(triggers)).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection


def test_a_register_that_nobody_touched(register):
    code, said = checked(register)
    assert code == 0, said
    assert "4 of 4 publications, 4 files" in said
    assert "1 have parts that are not public today" in said
    assert "All is as it was written." in said


@pytest.mark.parametrize("seed", range(6))
def test_any_one_byte_of_an_event(register, seed):
    random = Random(seed)
    with power_over_the_database(register.app) as connection:
        rows = connection.execute(text("SELECT id, data FROM ledger_event ORDER BY id")).all()
        place = random.randrange(len(rows))
        new = altered(rows[place].data, random)
        change = text("UPDATE ledger_event SET data = :data WHERE id = :id")
        connection.execute(change, {"data": new, "id": rows[place].id})
    code, said = checked(register)
    assert code == 1, said
    assert f"Event {place} was altered" in said
    with register.app.app_context():
        assert any(f"entry {rows[place].id}" in each.lower() for each in log_audit.problems())


EVENT_ROWS = {
    "at": "at is 2026-07-01T04:00:01+00:00",
    "kind": "kind is ",
    "subject": "subject is ",
    "previous": "previous is ",
    "sha256": "sha256 is ",
}


@pytest.mark.parametrize("column", EVENT_ROWS)
def test_what_is_kept_beside_an_event(register, column):
    with power_over_the_database(register.app) as connection:
        events = connection.execute(select(LedgerEvent).order_by(LedgerEvent.id)).all()
        place = next(n for n, each in enumerate(events) if n and each.at == LONG_AGO)
        old = getattr(events[place], column)
        new = LONG_AGO + timedelta(seconds=1) if column == "at" else altered(old, Random(column))
        of_it = update(LedgerEvent.__table__).where(LedgerEvent.id == events[place].id)
        connection.execute(of_it.values({column: new}))
    code, said = checked(register)
    assert code == 1, said
    assert said.count("CHANGED") == 1, said
    assert f"Event {place} was altered: {EVENT_ROWS[column]}" in said
    with register.app.app_context():
        told = f"entry {events[place].id}"
        assert any(told in each.lower() for each in log_audit.problems())


def test_a_time_of_an_event_that_is_none(register):
    """SQLite keeps a time as text, of which one other byte may make nonsense; PostgreSQL not."""
    changed = text("UPDATE ledger_event SET at = :none WHERE id = 2")
    with power_over_the_database(register.app) as connection:
        keeps_text = connection.dialect.name == "sqlite"
        with nullcontext() if keeps_text else pytest.raises(DBAPIError):
            connection.execute(changed, {"none": "x026-07-01 04:00:00.000000"})
    code, said = checked(register)
    assert code == (1 if keeps_text else 0), said
    assert said.count("CHANGED") == (1 if keeps_text else 0), said
    assert ("Event 1 was altered: at is x" in said) == keeps_text


def altered(data, random):
    """A text with one character that is another."""
    place = random.randrange(len(data))
    return data[:place] + ("#" if data[place] != "#" else "+") + data[place + 1 :]


def bent(value, random):
    """JSON in which one character of one text is another."""
    texts = [place for place, text in leaves(value) if isinstance(text, str) and text]
    *way, last = random.choice(texts)
    new = deepcopy(value)
    inner = new
    for step in way:
        inner = inner[step]
    inner[last] = altered(inner[last], random)
    return new


def leaves(value, way=()):
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in steps:
        if isinstance(inner, dict | list):
            yield from leaves(inner, (*way, step))
        else:
            yield (*way, step), inner


CHANGES = [
    (Statement.answers, bent, "answers altered"),
    (Statement.assessment, bent, r"(finding [A-Z]{3}-\d\d was|assessment) altered"),
    (Statement.note, lambda note, _: f"{note}.", "particulars altered"),
    (Statement.period_end, lambda day, _: day - timedelta(days=1), "particulars altered"),
    (
        Statement.replies,
        lambda replies, _: [*replies, {"at": "", "text": "No."}],
        "replies, day of the grade or withdrawal altered",
    ),
    (
        Statement.grade_public_on,
        lambda day, _: day + timedelta(days=1),
        "replies, day of the grade or withdrawal altered",
    ),
    (
        Statement.withdrawn_on,
        lambda _, __: TODAY.date(),
        "replies, day of the grade or withdrawal altered",
    ),
    (
        Statement.grade_withdrawn_reason,
        lambda _, __: "x",
        "replies, day of the grade or withdrawal altered",
    ),
    (Statement.filing_id, lambda id, _: id + 1, "is not there"),
    (StatementFigures.completeness_tenths, lambda tenths, _: tenths + 1, "figures altered"),
    (StatementFigures.recruits, lambda count, _: (count or 0) + 1, "figures altered"),
    (StatementFeeLine.category, altered, "fee lines altered"),
    (StatementFeeLine.amount_sen, lambda sen, _: (sen or 0) + 1, "fee lines altered"),
    (StatementCorridor.recruits, lambda count, _: (count or 0) + 1, "corridors altered"),
    (
        StatementFinding.outcome,
        lambda outcome, _: Outcome.DO_NOT_KNOW if outcome is Outcome.MET else Outcome.MET,
        r"the counted outcome of finding [A-Z]{3}-\d\d was altered",
    ),
]


@pytest.mark.parametrize(
    ("column", "change", "told"), CHANGES, ids=[str(change[0]) for change in CHANGES]
)
def test_any_part_of_a_statement(register, column, change, told):
    table = column.table
    of_one = table.c.id if table.name == "statement" else table.c.statement_id
    with power_over_the_database(register.app) as connection:
        chosen = connection.execute(select(Statement.id, Statement.reference)).first()
        keys = [key == value for key, value in one_row(connection, table, of_one == chosen.id)]
        value = connection.scalar(select(column).where(*keys))
        new = change(value, Random(str(column)))
        connection.execute(update(table).where(*keys).values({column.key: new}))
    code, said = checked(register)
    assert code == 1, said
    assert re.search(f"Statement {chosen.reference}, version 1:? {told}", said), said
    with register.app.app_context():
        assert any(f"Statement {chosen.reference}" in each for each in log_audit.problems())


def test_a_document_that_was_filed(register):
    with register.app.app_context():
        chosen = db.session.scalars(select(Statement).order_by(Statement.id)).first()
        with storage.open(chosen.document_sha256) as file:
            place = Path(file.name)
    bytes_ = bytearray(place.read_bytes())
    bytes_[3] ^= 1
    place.chmod(0o640)
    place.write_bytes(bytes_)
    code, said = checked(register)
    assert code == 1, said
    told = f"Statement {chosen.reference}, version 1: the document that was filed was altered."
    assert [line for line in said.splitlines() if "CHANGED" in line] == [f"CHANGED: {told}"]
    with register.app.app_context():
        assert any(chosen.reference in each for each in log_audit.problems())


def test_acts_after_a_publication(register):
    """Replies, a grade given free, withdrawn and given back, a statement withdrawn: all fit."""
    with register.app.app_context():
        first, second, _third, newest = db.session.scalars(select(Statement).order_by(Statement.id))
        officer = make.a_user(staff=StaffRole.OFFICER)
        publication.add_reply(filing_of(newest), text="We agree.", at=TODAY, release=True)
        withdrawal.withdraw(first, by=officer, at=TODAY, reason="It was false.")
        withdrawal.restore(first, by=officer, at=TODAY, reason="It was true.")
        withdrawal.withdraw(second, by=officer, at=TODAY, reason="It was false.")
        by = make.a_filer(second.organisation)
        statement_withdrawal.withdraw(second, filing_of(second), by=by, at=TODAY, reason="False.")
        db.session.commit()
    code, said = checked(register)
    assert code == 0, said


def filing_of(statement):
    return db.session.get_one(Filing, statement.filing_id)


def test_a_register_that_asks_for_patience(new_app):
    """Who asks too often is told how long to wait; that is no change of the register."""
    app = new_app(RATELIMIT_ENABLED=True)
    with app.app_context():
        ledger.append("year_opened", "2026", {"entries": 4}, at=LONG_AGO)
        db.session.commit()
    refusals, answers = [], app.wsgi_app

    def refusing_twice(environ, start_response):
        if len(refusals) < 2:
            refusals.append(environ["PATH_INFO"])
            return Response(status=429, headers={"Retry-After": "0"})(environ, start_response)
        return answers(environ, start_response)

    app.wsgi_app = refusing_twice
    with serving(app) as live:
        code, said = checked(live)
    assert code == 0, said
    assert len(refusals) == 2


def one_row(connection, table, condition):
    """The primary key of one row."""
    found = connection.execute(select(*table.primary_key).where(condition)).first()
    return list(zip(table.primary_key, found, strict=True))


def test_a_statement_that_was_taken_away(register):
    with power_over_the_database(register.app) as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        chosen = connection.execute(select(Statement.id, Statement.reference)).first()
        new = {"reference": "ATIP-2026-9999999"}
        connection.execute(update(Statement.__table__).where(Statement.id == chosen.id).values(new))
    code, said = checked(register)
    assert code == 1
    assert f"Statement {chosen.reference}, version 1 is not there" in said


def test_a_log_that_was_written_anew_from_one_event_on(register, tmp_path):
    """Whoever holds the key can make a log that fits; whoever saw the old one can prove it."""
    memory = tmp_path / "seen.json"
    assert checked(register, "--remember", memory)[0] == 0
    with power_over_the_database(register.app) as connection:
        events = connection.execute(select(LedgerEvent).order_by(LedgerEvent.id)).all()
        connection.execute(text("DELETE FROM log_node"))
        forged = {each.id: each.data for each in events}
        forged[events[2].id] = events[2].data.replace('"filed"', '"field"')
        rewrite(connection, forged)
    assert checked(register, "--key", key_of(memory))[0] == 0
    code, said = checked(register, "--remember", memory)
    assert code == 1
    assert f"no longer begins with the {len(events)} events" in said
    assert "Event 2 is not the one seen before" in said
    assert json.loads(memory.read_text())["leaves"]


def rewrite(connection, forged):
    """Chain, hashes and tree as if the events had always been these."""
    previous, kept = ledger.GENESIS, {}
    for size, (number, data) in enumerate(forged.items()):
        sha256 = ledger.seal(previous, data)
        connection.execute(
            update(LedgerEvent.__table__)
            .where(LedgerEvent.id == number)
            .values(kind=json.loads(data)["kind"], data=data, previous=previous, sha256=sha256)
        )
        previous = sha256
        grown = dict(merkle.grow(size, merkle.leaf_hash(data.encode()), kept.__getitem__))
        kept |= grown
        for (level, position), node in grown.items():
            event_id = None if level else number
            row = {"level": level, "position": position, "sha256": node, "event_id": event_id}
            connection.execute(insert(LogNode.__table__), row)


def key_of(memory):
    return json.loads(memory.read_text())["key"]


def test_a_log_that_grew(register, tmp_path):
    memory = tmp_path / "seen.json"
    assert checked(register, "--remember", memory)[0] == 0
    with register.app.app_context():
        ledger.append("year_opened", "2027", {"entries": 4}, at=TODAY)
        db.session.commit()
    code, said = checked(register, "--remember", memory)
    assert code == 0, said
    assert "No key was given" not in said


def test_a_tree_whose_hash_was_altered(register):
    with power_over_the_database(register.app) as connection:
        top = connection.scalar(select(func.max(LogNode.level)))
        nodes = update(LogNode.__table__).where(LogNode.level == top)
        connection.execute(nodes.values(sha256=b"\0" * 32))
    code, said = checked(register)
    assert code == 1
    assert "The signed head" in said or "is not in the tree of the signed head" in said


def test_another_key(register):
    other = tree_key("another secret", register)
    code, said = checked(register, "--key", other)
    assert code == 1
    assert f"not signed by {other}" in said


def tree_key(secret, live):
    app = live.app
    before = app.config["LOG_SECRET"]
    with app.app_context():
        app.config["LOG_SECRET"] = secret
        key = tree_heads.verifier_key()
        app.config["LOG_SECRET"] = before
    return key


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:9", "file:///etc/passwd"])
def test_a_register_that_does_not_answer(address):
    command = [sys.executable, SCRIPT, address]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found.returncode == 2
    assert "The check could not be made" in found.stderr


def test_pages_that_are_not_a_register(register):
    command = [sys.executable, SCRIPT, f"{register.url}/en/about"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found.returncode == 2
