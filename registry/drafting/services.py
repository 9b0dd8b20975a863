"""What the regulator does with a draft of rules: save, propose, withdraw, refuse, adopt."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from registry import adopted, ledger, notices
from registry.clock import day_of
from registry.drafting import queries, steps
from registry.extensions import db
from registry.models import (
    DraftStatus,
    InvalidTransition,
    RuleAdoption,
    RuleDraft,
    RuleDraftEvent,
    SavedMeanwhile,
    User,
)


def start(title: str, *, by: User, at: datetime) -> RuleDraft:
    """Begin a draft from the rules in force."""
    draft = RuleDraft(
        title=title, base=adopted.catalogue().sha256, saved_at=at, saved_by_id=by.id, reason={}
    )
    db.session.add(draft)
    db.session.flush()
    _record(draft, "started", by=by, at=at)
    return draft


def save_about(
    draft: RuleDraft,
    *,
    title: str,
    since: date | None,
    reason: Mapping[str, str],
    revision: int,
    by: User,
    at: datetime,
) -> None:
    """Keep what the draft is, from when it would hold, and why."""
    values = {"title": title, "since": since, "reason": dict(reason)}
    _replace(draft, values, revision=revision, by=by, at=at)


def save_changes(
    draft: RuleDraft,
    entries: Sequence[Mapping[str, Any]],
    *,
    about: Collection[str],
    revision: int,
    by: User,
    at: datetime,
) -> None:
    """Keep what the draft changes in some criteria and gates; what it changes elsewhere stays."""
    others = [entry for entry in draft.changes if entry["target"] not in about]
    changed = sorted([*others, *map(dict, entries)], key=lambda entry: str(entry["target"]))
    _replace(draft, {"changes": changed}, revision=revision, by=by, at=at)


def propose(draft: RuleDraft, *, by: User, at: datetime) -> None:
    """Close the draft for changes and ask the other senior officers to adopt it."""
    rules = adopted.catalogue()
    _refuse(steps.why_not_propose(draft, rules, day_of(at)))
    draft.status = DraftStatus.PROPOSED
    draft.proposed_by, draft.proposed_at = by, at
    draft.base = rules.sha256
    _record(draft, "proposed", by=by, at=at)
    for person in queries.seniors():
        if person.id != by.id:
            _tell("rules-proposed", person, draft, by=by, at=at)


def withdraw(draft: RuleDraft, *, by: User, at: datetime) -> None:
    """Take a proposal back: it can be changed again."""
    if draft.status is not DraftStatus.PROPOSED or draft.proposed_by_id != by.id:
        raise InvalidTransition(f"draft {draft.id}: only who proposed it takes it back")
    _reopen(draft)
    _record(draft, "withdrawn", by=by, at=at)


def refuse(draft: RuleDraft, *, by: User, at: datetime, note: str) -> None:
    """Send a proposal back to be changed, and tell who proposed it why."""
    if draft.status is not DraftStatus.PROPOSED or draft.proposed_by_id == by.id:
        raise InvalidTransition(f"draft {draft.id}: somebody else refuses a proposal")
    proposer = draft.proposed_by
    _reopen(draft)
    _record(draft, "refused", by=by, at=at, note=note)
    if proposer:
        _tell("rules-decided", proposer, draft, by=by, at=at, note=note)


def abandon(draft: RuleDraft, *, by: User, at: datetime) -> None:
    """Put an open draft aside for good."""
    if draft.status is not DraftStatus.OPEN:
        raise InvalidTransition(f"draft {draft.id} is {draft.status}")
    draft.status = DraftStatus.ABANDONED
    _record(draft, "abandoned", by=by, at=at)


def adopt(draft: RuleDraft, *, by: User, at: datetime, note: str = "") -> RuleAdoption:
    """Let the changes hold from their day on: the second of two people says so."""
    queries.hold_proposals()
    adopted.forget()
    rules = adopted.catalogue()
    _refuse(steps.why_not_adopt(draft, by, rules, day_of(at)))
    adoption = _adoption(draft, by=by, at=at)
    draft.status = DraftStatus.ADOPTED
    db.session.add(adoption)
    db.session.flush()
    adopted.forget()
    _record(draft, "adopted", by=by, at=at, note=note)
    ledger.append("rules_adopted", adoption.label, _sealed(adoption), at=at)
    _tell("rules-decided", adoption.proposed_by, draft, by=by, at=at, note=note, adoption=adoption)
    return adoption


def _adoption(draft: RuleDraft, *, by: User, at: datetime) -> RuleAdoption:
    changes = steps.changes(draft)
    made = adopted.catalogue_with(changes)
    return RuleAdoption(
        draft_id=draft.id,
        label=made.version,
        sha256=made.sha256,
        since=draft.since,
        reason=draft.reason,
        changes=[change.as_dict() for change in changes],
        proposed_at=draft.proposed_at,
        proposed_by=draft.proposed_by,
        adopted_at=at,
        adopted_by=by,
    )


def _sealed(adoption: RuleAdoption) -> dict[str, Any]:
    """What the log says of an adoption: everything but who, who stand there as numbers."""
    return {
        "catalogue": adoption.sha256,
        "since": adoption.since.isoformat(),
        "reason": adoption.reason,
        "changes": adoption.changes,
        "proposed_at": adoption.proposed_at.isoformat(),
        "proposed_by": adoption.proposed_by.id,
        "adopted_by": adoption.adopted_by.id,
    }


def _replace(
    draft: RuleDraft, values: Mapping[str, Any], *, revision: int, by: User, at: datetime
) -> None:
    """Write if, and only if, the stored revision is still the one that was on the screen."""
    if draft.status is not DraftStatus.OPEN:
        raise InvalidTransition(f"draft {draft.id} is {draft.status} and cannot be edited")
    replaced = db.session.execute(
        update(RuleDraft)
        .where(RuleDraft.id == draft.id, RuleDraft.revision == revision)
        .values(
            **values,
            revision=revision + 1,
            base=adopted.catalogue().sha256,
            saved_at=at,
            saved_by_id=by.id,
        )
        .returning(RuleDraft.revision)
        .execution_options(synchronize_session=False)
    )
    if replaced.first() is None:
        raise SavedMeanwhile(draft.title)
    db.session.refresh(draft)


def _reopen(draft: RuleDraft) -> None:
    draft.status = DraftStatus.OPEN
    draft.proposed_by = draft.proposed_at = None


def _record(draft: RuleDraft, kind: str, *, by: User, at: datetime, note: str = "") -> None:
    draft.events.append(RuleDraftEvent(kind=kind, by=by, at=at, note=note))


def _refuse(obstacles: Sequence[steps.Obstacle]) -> None:
    if obstacles:
        raise InvalidTransition("; ".join(map(str, obstacles)))


def _tell(template: str, person: User, draft: RuleDraft, *, at: datetime, **values: Any) -> None:
    notices.write(template, to=person, language=person.language, at=at, draft=draft, **values)
