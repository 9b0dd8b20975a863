"""promises summed

What the promises of an organisation come to, by year and day, so that whoever reads adds nothing
up. The index over which they were added up goes.

Revision: 0027
Follows: 0026
Created: 2026-11-22 21:40:00.000000+00:00
"""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

OUTLOOK = ["organisation_id", "year", "told", "silent_from"]
NO_WORD = "no_word"
HALVES = {"kept": 2, "kept_late": 1, "partly": 1, "missed": 0, "dropped": 0, NO_WORD: 0}
LAST_YEAR = 9999
A_DAY = timedelta(days=1)
AT_ONCE = 5_000
PROMISE = sa.table(
    "promise",
    sa.column("organisation_id", sa.Integer),
    sa.column("year", sa.Integer),
    sa.column("told", sa.String),
    sa.column("silent_from", sa.Date),
)


def upgrade():
    table = op.create_table(
        "promise_sum",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("halves", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_promise_sum_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "last_year", "last_day", name=op.f("pk_promise_sum")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_promise_sum_last_year", "promise_sum", ["last_year"])
    op.drop_index("ix_promise_outlook", "promise")
    _sum_up(op.get_bind(), table)


def downgrade():
    op.create_index("ix_promise_outlook", "promise", OUTLOOK)
    op.drop_index("ix_promise_sum_last_year", "promise_sum")
    op.drop_table("promise_sum")


def _sum_up(connection, table):
    found = connection.execute(
        sa.select(*(PROMISE.c[name] for name in OUTLOOK)).order_by(PROMISE.c.organisation_id)
    )
    some = []
    for organisation_id, promised in groupby(found.all(), itemgetter(0)):
        some += _sums(organisation_id, [tuple(row)[1:] for row in promised])
        if len(some) >= AT_ONCE:
            connection.execute(sa.insert(table), some)
            some = []
    if some:
        connection.execute(sa.insert(table), some)


def _sums(organisation_id, promised):
    """The sums of one organisation, from year, what is told, and the day of silence of each."""
    years = sorted({year for year, _, _ in promised})
    for first, following in pairwise([*years, LAST_YEAR + 1]):
        so_far = [each[1:] for each in promised if each[0] <= first]
        for first_day, last_day, sums in _spans(so_far):
            place = {"organisation_id": organisation_id, "first_year": first}
            days = {"last_year": following - 1, "first_day": first_day, "last_day": last_day}
            yield {**place, **days, **sums}


def _spans(promised):
    """The days between which the sums stay as they are."""
    changes = sorted({date.min, *(silent for _, silent in promised if silent)})
    on_days = [(day, _on(day, promised)) for day in changes]
    spans = [next(alike) for _, alike in groupby(on_days, itemgetter(1))]
    lasts = [day - A_DAY for day, _ in spans[1:]] + [date.max]
    return [(first, last, sums) for (first, sums), last in zip(spans, lasts, strict=True)]


def _on(day, promised):
    stand = Counter(NO_WORD if silent and silent <= day else told for told, silent in promised)
    due = sum(stand[each] for each in HALVES)
    halves = sum(stand[each] * worth for each, worth in HALVES.items())
    return {
        "made": stand.total(),
        "due": due,
        "kept": stand["kept"],
        "halves": halves,
        "percent": round(Fraction(halves * 50, due)) if due else None,
    }
