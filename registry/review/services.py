"""What an officer may do with a submitted filing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from registry import notices, publication, withdrawal
from registry.answers_shown import labels
from registry.assessment import assess_version
from registry.clock import day_of
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    Filing,
    FilingStatus,
    InvalidTransition,
    Statement,
    User,
)


def publish(filing: Filing, *, by: User, at: datetime, note: str, version: int) -> Statement:
    """Publish the version that was read, with the assessment by the rules of its period."""
    current = filing.latest_version
    if current is None or current.number != version:
        raise InvalidTransition(f"{filing.reference}: a newer version came in meanwhile")
    filing.move_to(FilingStatus.PUBLISHED, by=by, at=at, note=note)
    assessment = assess_version(current, filing)
    statement = publication.publish(filing, current, assessment=assessment, at=at, note=note)
    tell_filers(filing, "filing-published", at=at, statement=statement, note=note)
    return statement


def send_back(
    filing: Filing,
    *,
    by: User,
    at: datetime,
    note: str,
    comments: Mapping[str, str],
    version: int,
) -> None:
    """Return the version that was read, with what to correct field by field."""
    current = filing.latest_version
    if current is None or current.number != version:
        raise InvalidTransition(f"{filing.reference}: a newer version came in meanwhile")
    filing.move_to(FilingStatus.RETURNED, by=by, at=at, note=note, comments=dict(comments))
    publication.returned(filing, at=at)
    asked = {labels()[place]: text for place, text in comments.items()}
    tell_filers(filing, "filing-returned", at=at, note=note, comments=asked)


def change_grade(
    filing: Filing, *, by: User, at: datetime, reason: str, seen: str | None = None
) -> None:
    """Withdraw the grade of the published statement, or give back one that was withdrawn.

    ``seen`` is the state that was on the screen: who withdraws a second time gives nothing back.
    """
    statement = withdrawal.statement_of(filing)
    if statement is None or statement.withdrawn_on:
        raise InvalidTransition(f"{filing.reference} is not published")
    if seen not in (None, withdrawal.state_of(statement)):
        raise InvalidTransition(f"{filing.reference}: the grade was decided on meanwhile")
    restores = statement.grade_withdrawn_on is not None
    if restores:
        withdrawal.restore(statement, by=by, at=at, reason=reason)
    elif why := withdrawal.why_not_withdraw(statement, day_of(at)):
        raise InvalidTransition(f"{filing.reference}: {why}")
    else:
        withdrawal.withdraw(statement, by=by, at=at, reason=reason)
    kind = "grade-restored" if restores else "grade-withdrawn"
    filing.record(kind.replace("-", "_"), by=by, at=at, note=reason)
    tell_filers(filing, kind, at=at, statement=statement, reason=reason)


def tell_filers(filing: Filing, template: str, *, at: datetime, **values: Any) -> None:
    """A letter to everybody who may act for the organisation, in the language of each."""
    people = db.session.scalars(
        select(User)
        .join(Authority, Authority.user_id == User.id)
        .where(
            Authority.organisation_id == filing.organisation_id,
            Authority.status == AuthorityStatus.ACCEPTED,
        )
        .distinct()
    )
    for person in people:
        notices.write(template, to=person, language=person.language, at=at, filing=filing, **values)
