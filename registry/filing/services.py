"""What a person of a filing organisation may do with a filing, short of editing its pages."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from registry import assessment, notices, publication
from registry.clock import day_of
from registry.extensions import db
from registry.filing import (
    carrying,
    people,
    queries,
    receipts,
    sign_offs,
    signatures,
    steps,
    versions,
)
from registry.filing.references import reference
from registry.filing.signatures import Signing
from registry.models import (
    FilerRole,
    Filing,
    FilingStatus,
    FilingVersion,
    RegisterEntry,
    Reply,
    User,
    new_salt,
)
from registry.scoring import AnswerError


def start(
    entry: RegisterEntry, *, by: User, at: datetime, like: FilingVersion | None = None
) -> Filing:
    """The one filing of the entry's organisation and year: begun now, or by whoever was first.

    ``like``: the earlier version whose answers come back, to be confirmed page by page.
    """
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
    if like:
        carrying.begin(filing, like)
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


def submit(
    filing: Filing, *, by: User, at: datetime, signing: Signing, change_note: str = ""
) -> FilingVersion:
    """Freeze what the filing holds as its next version and file it, once.

    Asked again, it returns the version that was filed. Raises ChangedMeanwhile where the filing is
    not what the signatory read. The caller holds the filing's lock.
    """
    if filing.status in steps.FILED and filing.latest_version:
        return filing.latest_version
    steps.require(steps.why_not_sign(people.standing(filing, by)))
    _require_readable(filing, at=at)
    prepared, approved = people.contributors(filing), sign_offs.standing(filing).values()
    version = _frozen(filing, by=by, at=at, change_note=change_note)
    if version.sha256 != signing.seen:
        raise steps.ChangedMeanwhile
    signatures.record(version, signing, approved)
    filing.move_to(FilingStatus.SUBMITTED, by=by, at=at, note=change_note)
    filing.submitted_at = at
    filing.first_submitted_at = filing.first_submitted_at or at
    db.session.flush()
    publication.submitted(filing, at=at)
    version.receipt_sha256 = receipts.store(version)
    told = prepared | {by.id} | {each.by_id for each in approved}
    receipts.send(version, to=people.still_here(filing, told))
    return version


def amend(filing: Filing, *, by: User, at: datetime, reason: str) -> None:
    """Open a published filing for a new version; the published one stays public meanwhile."""
    steps.require(steps.why_not_amend(people.standing(filing, by)))
    filing.move_to(FilingStatus.DRAFT, by=by, at=at, note=reason)


def reply(filing: Filing, *, by: User, at: datetime, text: str) -> None:
    """Answer the assessment in public; without a text, only let the grade be shown now."""
    steps.require(steps.why_not_reply(people.standing(filing, by)))
    statement = queries.newest_statement(filing)
    if statement and text:
        db.session.add(
            Reply(filing_id=filing.id, version=statement.version, text=text, at=at, by=by)
        )
    filing.record("replied" if text else "released", by=by, at=at, note=text)
    publication.add_reply(filing, text=text, at=at, release=True)


def _require_readable(filing: Filing, *, at: datetime) -> None:
    """What the rules cannot read is not filed: nobody could review it."""
    try:
        assessment.assess_draft(filing, today=day_of(at))
    except AnswerError as error:
        raise steps.NotAllowed(steps.UNREADABLE) from error


def _frozen(filing: Filing, *, by: User, at: datetime, change_note: str) -> FilingVersion:
    version = versions.in_preparation(filing)
    version.sha256 = versions.digest(filing, version)
    version.submitted_at, version.submitted_by = at, by
    version.change_note = change_note
    filing.versions.append(version)
    filing.salt = new_salt()
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
