"""Who may do what next with a filing, in plain words for the task list."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.filing import people
from registry.models import FilerRole, Filing, FilingStatus, User


@dataclass(frozen=True, slots=True)
class Hand:
    """A step of the way, who may take it, and whether it is the one that comes next."""

    step: str
    people: Sequence[User]
    is_next: bool
    nobody: str = ""
    """What to say where nobody may."""
    note: str = ""


def of(filing: Filing, awaited: Sequence[str], unfinished: Sequence[str]) -> list[Hand]:
    """Prepare, sign off where there is an approver, sign."""
    roles = {role: people.with_role(filing.organisation_id, role) for role in FilerRole}
    is_ready = filing.status is FilingStatus.READY
    approvers = roles[FilerRole.APPROVER]
    prepare = Hand(
        _("Prepare the pages"),
        roles[FilerRole.PREPARER],
        is_next=not is_ready and bool(unfinished),
        nobody=_("Anybody of the organisation"),
    )
    approve = Hand(
        _("Sign pages off and send for signature"),
        approvers,
        is_next=not (is_ready or unfinished),
        note=_still_open(awaited),
    )
    return [prepare, *([approve] if approvers else []), _sign(filing, roles, is_ready)]


def _still_open(awaited: Sequence[str]) -> str:
    if not awaited:
        return str(_("Every page is signed off."))
    return str(ngettext("%(num)s page to sign off", "%(num)s pages to sign off", len(awaited)))


def _sign(filing: Filing, roles: dict[FilerRole, Sequence[User]], is_ready: bool) -> Hand:
    """Who prepared a version does not sign it."""
    prepared = people.contributors(filing)
    able = [person for person in roles[FilerRole.SIGNATORY] if person.id not in prepared]
    return Hand(
        _("Read everything, sign and file"),
        able,
        is_next=is_ready,
        nobody=_("Nobody yet: a signatory is needed who prepared no page of this version."),
    )
