"""Who may take which step with a filing, and why not: decided from plain facts."""

from dataclasses import dataclass
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.models import EDITABLE, FilerRole, FilingStatus, PublicStatus

Why: TypeAlias = LazyString | None
"""Why a person may not take a step, in words for that person; None when they may."""

FILEABLE = frozenset({PublicStatus.DUE, PublicStatus.VOLUNTARY})
FILED = frozenset({FilingStatus.SUBMITTED, FilingStatus.PUBLISHED})
UNCONFIRMED = _l(
    "Confirm or change last year’s answers first. The list says on which pages they wait."
)
UNREADABLE = _l("An answer cannot be read. The check says which one; correct it first.")

NOT_YOUR_COMMENT = _l("Only who wrote a comment can strike it.")


class NotAllowed(Exception):
    """A step that this person may not take now; ``why`` tells them the reason."""

    def __init__(self, why: LazyString) -> None:
        super().__init__(why)
        self.why = why


class ChangedMeanwhile(NotAllowed):
    """What was signed is not what the person read."""

    def __init__(self) -> None:
        super().__init__(_l("It changed since you read it. Read it again before you sign."))


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
    was_published: bool
    """Whether it ever did: a withdrawn statement is judged in public, so it is replied to."""
    has_unconfirmed: bool = False
    """Whether last year's answers stand on a page that nobody has confirmed."""
    awaits_sign_off: bool = False
    """Whether a page still has to be signed off before it is sent."""


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
    if standing.has_unconfirmed:
        return UNCONFIRMED
    if standing.organisation_has_approver and standing.awaits_sign_off:
        return _l("An approver signs off every page first. The list says which are still open.")
    return None


def why_not_sign_off(standing: Standing) -> Why:
    """Signing pages off: that nobody does so with their own work is asked of each page."""
    if FilerRole.APPROVER not in standing.roles:
        return _l("Only an approver of your organisation signs pages off.")
    return _why_not_open(standing)


def why_not_reopen(standing: Standing) -> Why:
    """Also a signatory reopens a page: where the approver has left, nobody else could."""
    if not standing.roles & {FilerRole.APPROVER, FilerRole.SIGNATORY}:
        return _l("Ask an approver or a signatory of your organisation to reopen the page.")
    return _why_not_open(standing)


def why_not_ask_for_approval(standing: Standing) -> Why:
    if not standing.organisation_has_approver:
        return _l("Your organisation has no approver.")
    if not standing.awaits_sign_off:
        return _l("Every page is signed off.")
    return _why_not_open(standing)


def _why_not_open(standing: Standing) -> Why:
    if standing.status is FilingStatus.READY:
        return _l("This filing waits for a signature. Take it back first.")
    if standing.status not in EDITABLE:
        return _l("This filing has been filed.")
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


def why_not_withdraw(standing: Standing) -> Why:
    """A statement that was signed is withdrawn by somebody who may sign."""
    if not standing.is_public:
        return _l("There is no published statement to withdraw.")
    if FilerRole.SIGNATORY not in standing.roles:
        return _l("Only a signatory of your organisation can withdraw a statement.")
    return None


def why_not_reply(standing: Standing) -> Why:
    """A reply speaks for the organisation in public, so approvers and signatories give it."""
    if not standing.was_published:
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
    withdraw: Why
    reply: Why
    sign_off: Why
    reopen: Why
    ask_for_approval: Why

    @classmethod
    def of(cls, standing: Standing) -> "Obstacles":
        return cls(
            send=why_not_send(standing),
            take_back=why_not_take_back(standing),
            sign=why_not_sign(standing),
            amend=why_not_amend(standing),
            withdraw=why_not_withdraw(standing),
            reply=why_not_reply(standing),
            sign_off=why_not_sign_off(standing),
            reopen=why_not_reopen(standing),
            ask_for_approval=why_not_ask_for_approval(standing),
        )
