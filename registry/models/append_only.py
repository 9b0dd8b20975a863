"""Tables whose rows the database itself refuses to change or delete."""

from sqlalchemy import DDL, Table, event

from registry.models.concern import ConcernAct
from registry.models.deadline import ExtensionDecision, ExtensionRequest, Reminder
from registry.models.dossier import Dossier
from registry.models.figures import StatementFigures
from registry.models.filing import FilingEvent, FilingVersion, Reply
from registry.models.findings import StatementFinding
from registry.models.identity import AssuranceFact
from registry.models.ledger import LedgerEvent, LogNode
from registry.models.open_data import DataEdition
from registry.models.register import Statement, StatementCorridor, StatementFeeLine
from registry.models.revision import StatementRevision
from registry.models.rules import RuleAdoption, RuleDraftEvent, RuleTrial
from registry.models.short_filing import AuditDraw, AuditStep
from registry.models.signing import PageComment, PageSignOff, Signature
from registry.models.user import StaffRoleChange
from registry.models.withdrawal import GradeDecision

TABLES: tuple[Table, ...] = tuple(
    model.__table__  # type: ignore[misc]
    for model in (
        LedgerEvent,
        LogNode,
        FilingEvent,
        Reply,
        StaffRoleChange,
        AssuranceFact,
        FilingVersion,
        Statement,
        StatementCorridor,
        StatementFeeLine,
        StatementFinding,
        StatementFigures,
        StatementRevision,
        RuleDraftEvent,
        RuleTrial,
        RuleAdoption,
        GradeDecision,
        AuditDraw,
        AuditStep,
        PageComment,
        PageSignOff,
        Signature,
        ExtensionRequest,
        ExtensionDecision,
        Reminder,
        Dossier,
        ConcernAct,
        DataEdition,
    )
)
WRITTEN_LATER = {
    "filing_version": {"receipt_sha256", "assessment"},
    "statement": {
        "replies",
        "grade_public_on",
        "grade_withdrawn_on",
        "grade_withdrawn_reason",
        "withdrawn_on",
        "withdrawn_reason",
    },
}
"""What is added to a row after it was written: everything else of it stays as it was."""

SQLITE = """
CREATE TRIGGER %(table)s_no_{verb} BEFORE {change} ON %(table)s
BEGIN SELECT RAISE(ABORT, '%(table)s is append-only'); END
"""
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
""",
    """
CREATE TRIGGER %(table)s_append_only BEFORE {update} OR DELETE ON %(table)s
FOR EACH ROW EXECUTE FUNCTION refuse_change()
""",
)


def _update(table: Table) -> str:
    """The updates that are refused: all, or those of the columns that nothing is added to."""
    later = WRITTEN_LATER.get(table.name)
    if later is None:
        return "UPDATE"
    return f"UPDATE OF {', '.join(column.name for column in table.c if column.name not in later)}"


for _table in TABLES:
    for _verb, _change in (("update", _update(_table)), ("delete", "DELETE")):
        _refuse = DDL(SQLITE.format(verb=_verb, change=_change)).execute_if(dialect="sqlite")
        event.listen(_table, "after_create", _refuse)
    for _statement in POSTGRESQL:
        _refuse = DDL(_statement.replace("{update}", _update(_table)))
        event.listen(_table, "after_create", _refuse.execute_if(dialect="postgresql"))
