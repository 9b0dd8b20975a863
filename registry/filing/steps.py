"""Who may take which step with a filing, and why not: decided from plain facts."""

from dataclasses import dataclass
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.models import FilerRole, FilingStatus, PublicStatus

Why: TypeAlias = LazyString | None
"""Why a person may not take a step, in words for that person; None when they may."""

FILEABLE = frozenset({PublicStatus.DUE, PublicStatus.VOLUNTARY})
FILED = frozenset({FilingStatus.SUBMITTED, FilingStatus.PUBLISHED})
UNREADABLE = _l("An answer cannot be read. The check says which one; correct it first.")


class NotAllowed(Exception):
    """A step that this person may not take now; ``why`` tells them the reason."""

    def __init__(self, why: LazyString) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a filing stands for one person."""

    status: FilingStatus
    roles: frozenset[FilerRole]
    organisation_has_approver: bool
    has_statement: bool
    contributed: bool
    """Whether a page or a file of the version in preparation is theirs."""
    is_public: bool
    """Whether the public reads a version of the filing."""


def require(why: Why) -> None:
    if why is not None:
        raise NotAllowed(why)


def why_not_start(status: PublicStatus) -> Why:
    """Whether a filing may be begun under an entry of this status that has none yet."""
    if status in FILEABLE:
        return None
    return _l("This organisation has nothing to file for this year.")


def why_not_send(standing: Standing) -> Why:
    """Sending for signature: an approver does it where there is one, else anybody of the house."""
    if standing.status is FilingStatus.READY:
        return _l("This filing has been sent for signature.")
    if standing.status in FILED:
        return _l("This filing has been filed.")
    if standing.organisation_has_approver and FilerRole.APPROVER not in standing.roles:
        return _l("Your organisation has an approver, so an approver sends it for signature.")
    if not standing.has_statement:
        return _l("Upload the statement as a PDF first: a filing cannot be signed without it.")
    return None


def why_not_take_back(standing: Standing) -> Why:
    if standing.status is FilingStatus.READY:
        return None
    return _l("Only a filing that waits for a signature can be taken back.")


def why_not_sign(standing: Standing) -> Why:
    if standing.status in FILED:
        return _l("This filing has been filed.")
    if FilerRole.SIGNATORY not in standing.roles:
        return _l("Only a signatory of your organisation can sign and file.")
    if standing.contributed:
        return _l("You prepared pages or files of this version, so another signatory must sign it.")
    if standing.status is not FilingStatus.READY:
        return _l("It must be sent for signature first.")
    if not standing.has_statement:
        return _l("Upload the statement as a PDF first: a filing cannot be signed without it.")
    return None


def why_not_amend(standing: Standing) -> Why:
    if standing.status is FilingStatus.PUBLISHED:
        return None
    return _l("Only a published filing can be amended. Until then, change its pages.")


def why_not_reply(standing: Standing) -> Why:
    """A reply speaks for the organisation in public, so approvers and signatories give it."""
    if not standing.is_public:
        return _l("You can reply once the statement is published.")
    if not standing.roles & {FilerRole.APPROVER, FilerRole.SIGNATORY}:
        return _l("Only an approver or a signatory of your organisation can reply in public.")
    return None


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands between a person and each step; nothing where they may take it."""

    send: Why
    take_back: Why
    sign: Why
    amend: Why
    reply: Why

    @classmethod
    def of(cls, standing: Standing) -> "Obstacles":
        return cls(
            send=why_not_send(standing),
            take_back=why_not_take_back(standing),
            sign=why_not_sign(standing),
            amend=why_not_amend(standing),
            reply=why_not_reply(standing),
        )
