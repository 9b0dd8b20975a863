"""outlook of promises

What no day changes about where a promise stands, so that the database counts promises itself.

Revision: 0026
Follows: 0025
Created: 2026-11-22 18:40:00.000000+00:00
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

A_YEAR, A_DAY = timedelta(days=365), timedelta(days=1)
VERDICTS = {"met", "partly", "missed", "dropped"}
MOVABLE = {"partly", "missed"}
AT_ONCE = 5_000
PROMISE = sa.table(
    "promise",
    sa.column("organisation_id", sa.Integer),
    sa.column("number", sa.String),
    sa.column("due_on", sa.Date),
    sa.column("followed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    sa.column("told", sa.String),
    sa.column("silent_from", sa.Date),
)


def upgrade():
    op.add_column("promise", sa.Column("told", sa.String(length=16), nullable=True))
    op.add_column("promise", sa.Column("silent_from", sa.Date(), nullable=True))
    columns = ["organisation_id", "year", "told", "silent_from"]
    op.create_index("ix_promise_outlook", "promise", columns)
    _look_ahead(op.get_bind())


def downgrade():
    op.drop_index("ix_promise_outlook", "promise")
    op.drop_column("promise", "silent_from")
    op.drop_column("promise", "told")


def _look_ahead(connection):
    """Write down for every promise what follows from the statements since."""
    columns = PROMISE.c
    rows = connection.execute(
        sa.select(columns.organisation_id, columns.number, columns.due_on, columns.followed)
    ).all()
    change = sa.update(PROMISE).where(
        columns.organisation_id == sa.bindparam("of"), columns.number == sa.bindparam("named")
    )
    change = change.values(told=sa.bindparam("told"), silent_from=sa.bindparam("silent_from"))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        connection.execute(change, [_outlook(*row) for row in some])


def _outlook(organisation_id, number, due_on, followed):
    moves = [f["due_on"] for f in followed if f.get("due_on") and f["outcome"] in MOVABLE]
    deadline = date.fromisoformat(moves[-1]) if moves else due_on
    told = next((f for f in reversed(followed) if f["outcome"] in VERDICTS), None)
    row = {"of": organisation_id, "named": number, "told": told and told["outcome"]}
    if told and told["outcome"] == "met":
        return {**row, "told": "kept_late" if moves else "kept", "silent_from": None}
    if told and (told["outcome"] == "dropped" or not told.get("due_on")):
        return {**row, "silent_from": None}
    since = [
        f
        for f in followed
        if date.fromisoformat(f["on"]) > deadline and (not told or f["year"] > told["year"])
    ]
    patience = A_DAY if since else A_YEAR + A_DAY
    return {**row, "silent_from": deadline + min(patience, date.max - deadline)}
