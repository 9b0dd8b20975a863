"""More time: an organisation asks for a later deadline, and an officer decides.

What is asked and decided is only ever added to. A deadline that moves is public with its reason,
and everything that is judged by it follows: the status, lateness, reminders and calendars.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from registry import ledger, notices
from registry.auth import SENIORS
from registry.clock import day_of
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    ExtensionDecision,
    ExtensionOutcome,
    ExtensionRequest,
    FilerRole,
    Filing,
    InvalidTransition,
    PublicStatus,
    RegisterEntry,
    User,
)
from registry.scoring import value_at

MAY_ASK = frozenset({FilerRole.APPROVER, FilerRole.SIGNATORY})
UNDECIDED = frozenset({PublicStatus.DUE, PublicStatus.AWAITING_REVIEW, PublicStatus.RETURNED})
"""While nothing is published, a later deadline can still make a filing one in time."""


class NotPossible(Exception):
    """More time cannot be asked for, or given, now; ``why`` says it to whoever tried."""

    def __init__(self, why: LazyString) -> None:
        super().__init__(why)
        self.why = why


def requests_of(entry: RegisterEntry) -> Sequence[ExtensionRequest]:
    """Everything that was asked for an entry, with what was decided, newest first."""
    return db.session.scalars(
        select(ExtensionRequest)
        .where(
            ExtensionRequest.organisation_id == entry.organisation_id,
            ExtensionRequest.year == entry.year,
        )
        .options(joinedload(ExtensionRequest.decision), joinedload(ExtensionRequest.by))
        .order_by(ExtensionRequest.number.desc())
    ).all()


def open_request(entry: RegisterEntry) -> ExtensionRequest | None:
    return next((each for each in requests_of(entry) if each.decision is None), None)


def latest_day(entry: RegisterEntry, *, today: date) -> date:
    """The last day to which the deadline may be moved."""
    longest = int(value_at("extension_longest_days", on=today))
    return (entry.first_due_on or entry.due_on) + timedelta(days=longest)


def why_not_ask(entry: RegisterEntry, *, today: date) -> LazyString | None:
    """Why nobody may ask for more time for an entry today; None where one may."""
    within = int(value_at("extension_asked_within_days", on=today))
    if entry.status is not PublicStatus.DUE:
        return _l("Nothing is due for this year, so there is no deadline to move.")
    if today > entry.due_on + timedelta(days=within):
        return _l("The deadline passed too long ago to move it. File as soon as you can.")
    if latest_day(entry, today=today) <= max(entry.due_on, today):
        return _l("The deadline was moved as far as it may be.")
    if open_request(entry):
        return _l("A request for more time is open. The regulator decides on it first.")
    return None


def ask(
    entry: RegisterEntry, *, by: User, at: datetime, wanted_on: date, reason: str
) -> ExtensionRequest:
    """Ask for a later deadline; the caller's transaction holds the entry until it is committed."""
    _hold(entry)
    today = day_of(at)
    if not by.roles_for(entry.organisation_id) & MAY_ASK:
        raise NotPossible(_l("An approver or a signatory of your organisation asks for more time."))
    if why := why_not_ask(entry, today=today):
        raise NotPossible(why)
    if not max(entry.due_on, today) < wanted_on <= latest_day(entry, today=today):
        raise NotPossible(_l("Choose a day after the deadline that the rules allow."))
    request = ExtensionRequest(
        entry=entry,
        number=len(requests_of(entry)) + 1,
        due_on=entry.due_on,
        wanted_on=wanted_on,
        reason=reason,
        at=at,
        by=by,
    )
    db.session.add(request)
    _record(entry, "extension_asked", by=by, at=at, note=reason)
    db.session.flush()
    return request


def withdraw(request: ExtensionRequest, *, by: User, at: datetime) -> None:
    """Take back a request that nobody has decided on; asked again, it stays as it is."""
    _hold(request.entry)
    if _decided(request):
        return
    _decide(request, ExtensionOutcome.WITHDRAWN, by=by, at=at)
    _record(request.entry, "extension_withdrawn", by=by, at=at)


def why_not_decide(request: ExtensionRequest, *, by: User, today: date) -> LazyString | None:
    """Why this person may not decide on a request; None where they may."""
    if _decided(request):
        return _l("This request was decided on already.")
    if _granted(request.entry) >= int(value_at("extensions_by_an_officer", on=today)) and not (
        by.staff_roles & SENIORS
    ):
        return _l("This deadline was extended before, so a senior officer decides.")
    return None


def refuse(request: ExtensionRequest, *, by: User, at: datetime, reason: str) -> None:
    """Leave the deadline as it is, and tell the organisation why."""
    _may_decide(request, by=by, at=at)
    _decide(request, ExtensionOutcome.REFUSED, by=by, at=at, reason=reason)
    _record(request.entry, "extension_refused", by=by, at=at, note=reason)
    _tell(request, at=at)


def grant(request: ExtensionRequest, *, by: User, at: datetime, reason: str, due_on: date) -> None:
    """Move the deadline, in public and with the reason, and tell the organisation."""
    _may_decide(request, by=by, at=at)
    entry, today = request.entry, day_of(at)
    if entry.status not in UNDECIDED:
        raise NotPossible(_l("The statement is published, so its deadline stays as it was."))
    if not max(entry.due_on, today) < due_on <= latest_day(entry, today=today):
        raise NotPossible(_l("Choose a day after the deadline that the rules allow."))
    _decide(request, ExtensionOutcome.GRANTED, by=by, at=at, reason=reason, due_on=due_on)
    before = entry.due_on
    entry.first_due_on = entry.first_due_on or before
    entry.due_on, entry.extended_on, entry.extension_reason = due_on, today, reason
    entry.due_revision += 1
    if filing := _filing(entry):
        filing.due_on = due_on
    _record(entry, "extension_granted", by=by, at=at, note=reason)
    ledger.append(
        "deadline_extended",
        f"{entry.organisation_id}/{entry.year}",
        {"from": before.isoformat(), "to": due_on.isoformat(), "reason": reason},
        at=at,
    )
    _tell(request, at=at)


def _may_decide(request: ExtensionRequest, *, by: User, at: datetime) -> None:
    _hold(request.entry)
    if _decided(request):
        raise InvalidTransition(f"request {request.id} was decided on meanwhile")
    if why := why_not_decide(request, by=by, today=day_of(at)):
        raise NotPossible(why)


def _decide(request: ExtensionRequest, outcome: ExtensionOutcome, **values: Any) -> None:
    request.decision = ExtensionDecision(outcome=outcome, **{"reason": "", **values})
    db.session.flush()


def _decided(request: ExtensionRequest) -> bool:
    """Asked of the database: who waited for the entry sees what was done meanwhile."""
    return db.session.get(ExtensionDecision, request.id, populate_existing=True) is not None


def _granted(entry: RegisterEntry) -> int:
    found = db.session.scalar(
        select(func.count())
        .select_from(ExtensionDecision)
        .join(ExtensionDecision.request)
        .where(
            ExtensionRequest.organisation_id == entry.organisation_id,
            ExtensionRequest.year == entry.year,
            ExtensionDecision.outcome == ExtensionOutcome.GRANTED,
        )
    )
    return found or 0


def _hold(entry: RegisterEntry) -> None:
    """Nobody else asks or decides about this entry before this transaction ends."""
    db.session.scalars(
        select(RegisterEntry)
        .where(
            RegisterEntry.organisation_id == entry.organisation_id,
            RegisterEntry.year == entry.year,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _filing(entry: RegisterEntry) -> Filing | None:
    return db.session.scalar(
        select(Filing).where(
            Filing.organisation_id == entry.organisation_id, Filing.year == entry.year
        )
    )


def _record(entry: RegisterEntry, kind: str, *, by: User, at: datetime, note: str = "") -> None:
    """In the history of the filing, where one was begun; the request itself is kept in any case."""
    if filing := _filing(entry):
        filing.record(kind, by=by, at=at, note=note)


def _tell(request: ExtensionRequest, *, at: datetime) -> None:
    people = db.session.scalars(
        select(User)
        .join(Authority, Authority.user_id == User.id)
        .where(
            Authority.organisation_id == request.organisation_id,
            Authority.status == AuthorityStatus.ACCEPTED,
            User.active,
        )
        .distinct()
        .order_by(User.id)
    )
    for person in people:
        notices.write(
            "extension-decided",
            to=person,
            language=person.language,
            once=f"extension:{request.id}:{person.id}",
            at=at,
            entry=request.entry,
            request=request,
            decision=request.decision,
        )
