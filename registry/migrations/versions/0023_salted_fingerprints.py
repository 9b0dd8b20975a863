"""salted fingerprints

Going back drops the salts, and with them the proof of every version that was filed with one.

Revision: 0023
Follows: 0022
Created: 2026-11-22 11:10:00.000000+00:00
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

GUARDED = (
    "id, filing_id, number, answers, documents, sha256, submitted_at, submitted_by_id, "
    "change_note, path"
)
"""The columns of filing_version that nobody changes, before this."""
FILING = sa.table("filing", sa.column("id"), sa.column("salt"))


def upgrade():
    op.add_column(
        "filing", sa.Column("salt", sa.String(length=32), nullable=False, server_default="")
    )
    _give_salts(op.get_bind())
    op.add_column("filing_version", sa.Column("salt", sa.String(length=32), nullable=True))
    _guard(f"{GUARDED}, salt")


def downgrade():
    _guard(GUARDED)
    op.drop_column("filing_version", "salt")
    op.drop_column("filing", "salt")


def _give_salts(connection):
    """To filings whose next version is yet to come; versions that were filed have none."""
    rows = [
        {"number": number, "new": secrets.token_hex(16)}
        for number in connection.scalars(sa.select(FILING.c.id))
    ]
    if rows:
        change = sa.update(FILING).where(FILING.c.id == sa.bindparam("number"))
        connection.execute(change.values(salt=sa.bindparam("new")), rows)


def _guard(columns):
    """Make the triggers anew, which name the columns that they protect."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER filing_version_no_update")
        op.execute(
            f"CREATE TRIGGER filing_version_no_update BEFORE UPDATE OF {columns} "
            "ON filing_version BEGIN SELECT RAISE(ABORT, 'filing_version is append-only'); END"
        )
        return
    op.execute("DROP TRIGGER filing_version_append_only ON filing_version")
    op.execute(
        f"CREATE TRIGGER filing_version_append_only BEFORE UPDATE OF {columns} OR DELETE "
        "ON filing_version FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
