"""The tables. Import models from here, never from the modules beneath."""

from registry.models.agency import Agency, AgencyAppointment, AgencyMember
from registry.models.append_only import TABLES as APPEND_ONLY
from registry.models.carried import CarriedPage
from registry.models.concern import (
    Concern,
    ConcernAct,
    ConcernActKind,
    ConcernAddress,
    ConcernKind,
    ConcernState,
)
from registry.models.coverage import StatementCompany, Subsidiary, SubsidiaryWord
from registry.models.cross_check import FilingMention, PassageBand, StatementPassage
from registry.models.deadline import (
    CalendarFeed,
    ExtensionDecision,
    ExtensionOutcome,
    ExtensionRequest,
    Reminder,
    ReminderKind,
)
from registry.models.dossier import Dossier
from registry.models.editing import EditLock
from registry.models.figures import MARKS, StatementFigures
from registry.models.filing import (
    EDITABLE,
    Document,
    DocumentKind,
    Filing,
    FilingContributor,
    FilingEvent,
    FilingPage,
    FilingStatus,
    FilingVersion,
    InvalidTransition,
    Reply,
    SavedMeanwhile,
    new_salt,
)
from registry.models.findings import StatementFinding
from registry.models.following import Following, SupplierLine, SupplierList
from registry.models.identity import AssuranceFact, FactKind, Invitation, SecretaryCode
from registry.models.kept_corridors import (
    CorridorCostSum,
    CorridorReachCount,
    CorridorSpread,
    CorridorSum,
)
from registry.models.kept_counts import (
    EVER,
    DayCount,
    FigureCount,
    ListingCount,
    OutcomeCount,
    SectorCount,
    StateCount,
    StatementSum,
    known_on,
    public_on,
)
from registry.models.kept_counts_triggers import COUNTS
from registry.models.ledger import LedgerEvent, LogNode
from registry.models.mail import OutboxMessage
from registry.models.name_search import LONGEST_START, NameDeletion, NameKind, NameStart
from registry.models.open_data import DataEdition
from registry.models.organisation import (
    AliasKind,
    ListingState,
    Market,
    Organisation,
    OrganisationAlias,
    OrganisationClass,
    OrganisationWord,
    ReportingClass,
)
from registry.models.promise import Promise, PromiseSum
from registry.models.recruitment import (
    CorridorCost,
    CorridorFigure,
    CorridorReach,
    Recruiter,
    RecruiterUse,
    RecruiterWord,
)
from registry.models.register import (
    PublicStatus,
    RegisterEntry,
    Statement,
    StatementCorridor,
    StatementFeeLine,
    effective_status,
    has_status,
    status_as_of,
    status_since,
)
from registry.models.revision import StatementRevision
from registry.models.rules import DraftStatus, RuleAdoption, RuleDraft, RuleDraftEvent, RuleTrial
from registry.models.short_filing import AuditAct, AuditDraw, AuditStep
from registry.models.signing import CommentAct, PageComment, PageSignOff, SecondFactor, Signature
from registry.models.single_sign_on import LinkedIdentity
from registry.models.text_search import StatementText
from registry.models.types import table_of
from registry.models.user import (
    Authority,
    AuthorityStatus,
    FilerRole,
    Role,
    StaffRole,
    StaffRoleChange,
    User,
    WebAuthn,
)
from registry.models.withdrawal import GradeDecision

__all__ = [
    "APPEND_ONLY",
    "EDITABLE",
    "EVER",
    "Agency",
    "AgencyAppointment",
    "AgencyMember",
    "AliasKind",
    "AssuranceFact",
    "AuditAct",
    "AuditDraw",
    "AuditStep",
    "Authority",
    "AuthorityStatus",
    "COUNTS",
    "CalendarFeed",
    "CarriedPage",
    "CommentAct",
    "Concern",
    "ConcernAct",
    "ConcernActKind",
    "ConcernAddress",
    "ConcernKind",
    "ConcernState",
    "CorridorCost",
    "CorridorCostSum",
    "CorridorFigure",
    "CorridorReach",
    "CorridorReachCount",
    "CorridorSpread",
    "CorridorSum",
    "DataEdition",
    "DayCount",
    "Document",
    "DocumentKind",
    "Dossier",
    "DraftStatus",
    "EditLock",
    "ExtensionDecision",
    "ExtensionOutcome",
    "ExtensionRequest",
    "FactKind",
    "FigureCount",
    "FilerRole",
    "Filing",
    "FilingContributor",
    "FilingEvent",
    "FilingMention",
    "FilingPage",
    "FilingStatus",
    "FilingVersion",
    "Following",
    "GradeDecision",
    "InvalidTransition",
    "Invitation",
    "LONGEST_START",
    "MARKS",
    "LedgerEvent",
    "LinkedIdentity",
    "ListingCount",
    "ListingState",
    "LogNode",
    "Market",
    "NameDeletion",
    "NameKind",
    "NameStart",
    "Organisation",
    "OrganisationAlias",
    "OrganisationClass",
    "OrganisationWord",
    "OutboxMessage",
    "OutcomeCount",
    "PageComment",
    "PageSignOff",
    "PassageBand",
    "Promise",
    "PromiseSum",
    "PublicStatus",
    "Recruiter",
    "RecruiterUse",
    "RecruiterWord",
    "RegisterEntry",
    "Reminder",
    "ReminderKind",
    "Reply",
    "ReportingClass",
    "Role",
    "RuleAdoption",
    "RuleDraft",
    "RuleDraftEvent",
    "RuleTrial",
    "SavedMeanwhile",
    "SecondFactor",
    "SecretaryCode",
    "SectorCount",
    "Signature",
    "StaffRole",
    "StaffRoleChange",
    "Statement",
    "StateCount",
    "StatementCompany",
    "StatementCorridor",
    "StatementFeeLine",
    "StatementFigures",
    "StatementFinding",
    "StatementPassage",
    "StatementRevision",
    "StatementSum",
    "StatementText",
    "Subsidiary",
    "SubsidiaryWord",
    "SupplierLine",
    "SupplierList",
    "User",
    "WebAuthn",
    "effective_status",
    "has_status",
    "known_on",
    "new_salt",
    "public_on",
    "status_as_of",
    "status_since",
    "table_of",
]
