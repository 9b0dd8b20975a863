"""Tables whose rows the database itself refuses to change or delete."""

from sqlalchemy import DDL, Table, event

from registry.models.filing import FilingEvent, Reply
from registry.models.register import LedgerEvent

TABLES: tuple[Table, ...] = tuple(
    model.__table__  # type: ignore[misc]
    for model in (LedgerEvent, FilingEvent, Reply)
)

SQLITE = """
CREATE TRIGGER %(table)s_no_{verb} BEFORE {verb} ON %(table)s
BEGIN SELECT RAISE(ABORT, '%(table)s is append-only'); END
"""
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
""",
    """
CREATE TRIGGER %(table)s_append_only BEFORE UPDATE OR DELETE ON %(table)s
FOR EACH ROW EXECUTE FUNCTION refuse_change()
""",
)

for _table in TABLES:
    for _verb in ("update", "delete"):
        event.listen(
            _table, "after_create", DDL(SQLITE.format(verb=_verb)).execute_if(dialect="sqlite")
        )
    for _statement in POSTGRESQL:
        event.listen(_table, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
