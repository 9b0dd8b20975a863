"""Signing pages off and opening them again: what approvers do before a signatory reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from registry import notices
from registry.extensions import db
from registry.filing import carrying, locks, people, sign_offs, steps
from registry.forms.filing import PAGES
from registry.models import FilerRole, Filing, FilingPage, PageSignOff, User


@dataclass(slots=True)
class Outcome:
    """What became of the pages that somebody wanted to sign off."""

    done: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    """Not as they were when the person opened the list: to be read again."""
    own: list[str] = field(default_factory=list)
    """The person's own work, which somebody else signs off."""


def sign_off(filing: Filing, seen: Mapping[str, str], *, by: User, at: datetime) -> Outcome:
    """Sign pages off; ``seen`` is what the person read, as name -> SHA-256.

    Hold the filing with ``queries.lock_filing``. Signing off again what is signed off does nothing.
    """
    steps.require(steps.why_not_sign_off(people.standing(filing, by)))
    outcome, held = Outcome(), sign_offs.standing(filing)
    pages = {page.name: page for page in filing.pages}
    open_ones = seen.keys() - held.keys() - carrying.waiting(filing)
    for name in [name for name in PAGES if name in open_ones]:
        page = pages.get(name)
        if seen[name] != sign_offs.digest_now(filing, page, name):
            outcome.changed.append(name)
        elif by.id in at_work_on(filing, page, name):
            outcome.own.append(name)
        else:
            outcome.done.append(name)
            locks.release(filing, name, by=by)
            _append(filing, page, name, signed_off=True, by=by, at=at)
    return outcome


def reopen(filing: Filing, name: str, *, by: User, at: datetime, reason: str) -> None:
    """Open a signed-off page for changes, and tell those whose work it is why."""
    steps.require(steps.why_not_reopen(people.standing(filing, by)))
    if name not in sign_offs.standing(filing):
        return
    page = next((page for page in filing.pages if page.name == name), None)
    _append(filing, page, name, signed_off=False, by=by, at=at, reason=reason)
    title = PAGES[name].title
    for person in _concerned(filing, page, name, by):
        notices.write(
            "page-reopened",
            to=person,
            language=person.language,
            at=at,
            filing=filing,
            by=by,
            page=name,
            title=title,
            note=reason,
        )


def ask_for_approval(filing: Filing, *, by: User, at: datetime) -> None:
    """Tell the approvers that the pages wait for them: one letter a day, however often asked."""
    steps.require(steps.why_not_ask_for_approval(people.standing(filing, by)))
    for person in people.with_role(filing.organisation_id, FilerRole.APPROVER):
        if person.id != by.id:
            notices.write(
                "ready-to-approve",
                to=person,
                language=person.language,
                once=f"approve-{filing.id}-{person.id}-{at:%Y%m%d}",
                at=at,
                filing=filing,
                by=by,
            )


def at_work_on(filing: Filing, page: FilingPage | None, name: str) -> frozenset[int]:
    """Ids of those whose work a page is as it stands: who saved it last, who added its files."""
    saved = {page.saved_by_id} if page else set()
    return frozenset(saved | {file.uploaded_by_id for file in sign_offs.files(filing, name)})


def _append(
    filing: Filing,
    page: FilingPage | None,
    name: str,
    *,
    signed_off: bool,
    by: User,
    at: datetime,
    reason: str = "",
) -> None:
    db.session.add(
        PageSignOff(
            filing_id=filing.id,
            page=name,
            signed_off=signed_off,
            complete=page.complete if page else False,
            sha256=sign_offs.digest_now(filing, page, name),
            reason=reason,
            at=at,
            by=by,
        )
    )
    db.session.flush()


def _concerned(filing: Filing, page: FilingPage | None, name: str, by: User) -> list[User]:
    """Whose work the page is; where they left, everybody who prepares."""
    theirs = people.still_here(filing, at_work_on(filing, page, name))
    found = theirs or people.with_role(filing.organisation_id, FilerRole.PREPARER)
    return [person for person in found if person.id != by.id]
