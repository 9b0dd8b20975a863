"""log tree

Revision: 0019
Follows: 0018
Created: 2026-11-22 07:20:00.000000+00:00
"""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BATCH = 1_000


def upgrade():
    table = op.create_table(
        "log_node",
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["ledger_event.id"], name="fk_log_node_event_id_ledger_event"
        ),
        sa.PrimaryKeyConstraint("level", "position", name="pk_log_node"),
        sa.UniqueConstraint("event_id", name="uq_log_node_event_id"),
    )
    _plant(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER log_node_append_only BEFORE UPDATE OR DELETE ON log_node "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER log_node_no_{verb} BEFORE {verb.upper()} ON log_node "
            "BEGIN SELECT RAISE(ABORT, 'log_node is append-only'); END"
        )


def _plant(table):
    """The tree of the events that are there already (RFC 9162, section 2.1)."""
    connection = op.get_bind()
    events = connection.execute(sa.text("SELECT id, data FROM ledger_event ORDER BY id")).all()
    open_ends, rows = {}, []
    for place, event in enumerate(events):
        level, position = 0, place
        found = sha256(b"\0" + event.data.encode()).digest()
        rows.append({"level": 0, "position": place, "sha256": found, "event_id": event.id})
        while position % 2:
            found = sha256(b"\1" + open_ends[level] + found).digest()
            level, position = level + 1, position // 2
            rows.append({"level": level, "position": position, "sha256": found, "event_id": None})
        open_ends[level] = found
    for start in range(0, len(rows), BATCH):
        connection.execute(sa.insert(table), rows[start : start + BATCH])


def downgrade():
    op.drop_table("log_node")
