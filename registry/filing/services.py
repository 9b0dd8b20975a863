"""What a person of a filing organisation may do with a filing, short of editing its pages."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from registry import assessment, notices, publication
from registry.clock import KUALA_LUMPUR
from registry.extensions import db
from registry.filing import people, queries, receipts, steps, versions
from registry.filing.references import reference
from registry.models import (
    FilerRole,
    Filing,
    FilingStatus,
    FilingVersion,
    RegisterEntry,
    Reply,
    User,
)
from registry.scoring import AnswerError


def start(entry: RegisterEntry, *, by: User, at: datetime) -> Filing:
    """The one filing of the entry's organisation and year: begun now, or by whoever was first."""
    if existing := queries.filing_of(entry):
        return existing
    steps.require(steps.why_not_start(entry.status))
    filing = Filing(
        reference=reference(entry.organisation_id, entry.year),
        organisation_id=entry.organisation_id,
        year=entry.year,
        period_start=entry.period_start,
        period_end=entry.period_end,
        due_on=entry.due_on,
        status=FilingStatus.DRAFT,
    )
    filing.record("started", by=by, at=at)
    try:
        with db.session.begin_nested():
            db.session.add(filing)
    except IntegrityError:
        if existing := queries.filing_of(entry):
            return existing
        raise
    return filing


def mark_ready(filing: Filing, *, by: User, at: datetime, note: str = "") -> None:
    """Send the filing for signature and tell every signatory who may sign it."""
    steps.require(steps.why_not_send(people.standing(filing, by)))
    _require_readable(filing, at=at)
    filing.move_to(FilingStatus.READY, by=by, at=at, note=note)
    prepared = people.contributors(filing)
    signatories = people.with_role(filing.organisation_id, FilerRole.SIGNATORY)
    able = [signatory for signatory in signatories if signatory.id not in prepared]
    _tell("ready-to-sign", able, filing, by=by, at=at, note=note)


def take_back(filing: Filing, *, by: User, at: datetime, reason: str) -> None:
    """Open a filing that waits for a signature again, and tell those who worked on it why."""
    steps.require(steps.why_not_take_back(people.standing(filing, by)))
    filing.move_to(FilingStatus.DRAFT, by=by, at=at, note=reason)
    _tell("taken-back", people.others_at_work(filing, by), filing, by=by, at=at, note=reason)


def submit(filing: Filing, *, by: User, at: datetime, change_note: str = "") -> FilingVersion:
    """Freeze what the filing holds as its next version and file it, once.

    Asked again, it returns the version that was filed. The caller holds the filing's lock.
    """
    if filing.status in steps.FILED and filing.latest_version:
        return filing.latest_version
    steps.require(steps.why_not_sign(people.standing(filing, by)))
    _require_readable(filing, at=at)
    prepared = people.contributors(filing)
    version = _frozen(filing, by=by, at=at, change_note=change_note)
    filing.move_to(FilingStatus.SUBMITTED, by=by, at=at, note=change_note)
    filing.submitted_at = at
    filing.first_submitted_at = filing.first_submitted_at or at
    db.session.flush()
    publication.submitted(filing, at=at)
    version.receipt_sha256 = receipts.store(version)
    receipts.send(version, to=people.still_here(filing, prepared | {by.id}))
    return version


def amend(filing: Filing, *, by: User, at: datetime, reason: str) -> None:
    """Open a published filing for a new version; the published one stays public meanwhile."""
    steps.require(steps.why_not_amend(people.standing(filing, by)))
    filing.move_to(FilingStatus.DRAFT, by=by, at=at, note=reason)


def reply(filing: Filing, *, by: User, at: datetime, text: str) -> None:
    """Answer the assessment in public; without a text, only let the grade be shown now."""
    steps.require(steps.why_not_reply(people.standing(filing, by)))
    statement = queries.published_statement(filing)
    if statement and text:
        db.session.add(
            Reply(filing_id=filing.id, version=statement.version, text=text, at=at, by=by)
        )
    filing.record("replied" if text else "released", by=by, at=at, note=text)
    publication.add_reply(filing, text=text, at=at, release=True)


def _require_readable(filing: Filing, *, at: datetime) -> None:
    """What the rules cannot read is not filed: nobody could review it."""
    try:
        assessment.assess_draft(filing, today=at.astimezone(KUALA_LUMPUR).date())
    except AnswerError as error:
        raise steps.NotAllowed(steps.UNREADABLE) from error


def _frozen(filing: Filing, *, by: User, at: datetime, change_note: str) -> FilingVersion:
    version = FilingVersion(
        number=versions.number_in_preparation(filing),
        answers=versions.frozen_answers(filing),
        documents=versions.frozen_documents(filing),
        submitted_at=at,
        submitted_by=by,
        change_note=change_note,
    )
    filing.versions.append(version)
    version.sha256 = versions.digest(version)
    return version


def _tell(
    template: str, readers: Iterable[User], filing: Filing, *, by: User, at: datetime, note: str
) -> None:
    for person in readers:
        notices.write(
            template,
            to=person,
            language=person.language,
            at=at,
            filing=filing,
            by=by,
            note=note,
        )
