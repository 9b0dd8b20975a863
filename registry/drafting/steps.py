"""What stands between a draft of rules and its adoption, in words."""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.auth import SENIORS
from registry.i18n import LANGUAGES
from registry.models import DraftStatus, RuleDraft, User
from registry.scoring import Catalogue, CatalogueError
from registry.scoring.changes import Change, newest, targets, with_changes

Obstacle: TypeAlias = LazyString | str


def changes(draft: RuleDraft) -> list[Change]:
    """What the draft changes; from the last of days while it does not say from when."""
    since = draft.since or date.max
    return [Change(since=since, reason=draft.reason, **entry) for entry in draft.changes]


def why_not_propose(draft: RuleDraft, rules: Catalogue, today: date) -> list[Obstacle]:
    """What the draft lacks; nothing where it can be proposed."""
    if draft.status is not DraftStatus.OPEN:
        return [_l("This draft is not open.")]
    return list(_gaps(draft, today)) or list(_conflicts(draft, rules))


def why_not_adopt(draft: RuleDraft, by: User, rules: Catalogue, today: date) -> list[Obstacle]:
    """Why this person may not adopt it today; nothing where they may."""
    if draft.status is not DraftStatus.PROPOSED:
        return [_l("This draft is not proposed.")]
    return [
        *_unfit(draft, by),
        *_too_late(draft, today),
        *(
            [_l("The rules changed since it was proposed. Withdraw it, look again and propose it.")]
            if draft.base != rules.sha256
            else []
        ),
    ]


def _unfit(draft: RuleDraft, by: User) -> Iterator[Obstacle]:
    if by.id == draft.proposed_by_id:
        yield _l("You proposed it, so somebody else has to adopt it.")
    if not by.staff_roles & SENIORS or not by.tf_primary_method:
        yield _l("A senior officer or an administrator with a second factor adopts it.")


def _too_late(draft: RuleDraft, today: date) -> Iterator[Obstacle]:
    if draft.since and draft.since < today:
        yield _l("The day from which it would hold is over. Choose a later one.")


def _gaps(draft: RuleDraft, today: date) -> Iterator[Obstacle]:
    if not draft.changes:
        yield _l("It changes nothing yet.")
    if draft.since is None:
        yield _l("It does not say from which day it would hold.")
    if not all(draft.reason.get(lang) for lang in LANGUAGES):
        yield _l("It does not give its reason in both languages.")
    yield from _too_late(draft, today)


def _conflicts(draft: RuleDraft, rules: Catalogue) -> Iterator[Obstacle]:
    """A change has to be the newest version of what it changes."""
    try:
        with_changes(rules, changes(draft), version="")
    except CatalogueError as error:
        yield str(error)
        return
    known = targets(rules)
    for change in changes(draft):
        since = newest(known[change.target]).since
        if since >= change.since:
            yield _l(
                "%(target)s already has a version from %(since)s. Choose a later day.",
                target=change.target,
                since=since.isoformat(),
            )
