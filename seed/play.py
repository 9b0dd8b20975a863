"""Carries the stories out: every step is the service that a person's click would call."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from registry import obligations, organisations, promises, uploads
from registry.extensions import db
from registry.filing import carrying, saving
from registry.filing import services as filing_services
from registry.forms.filing import PAGES
from registry.models import (
    DocumentKind,
    FilerRole,
    Filing,
    FilingPage,
    Organisation,
    PublicStatus,
    StaffRole,
    User,
)
from seed import agency, approvals, audits, concerns, deadlines, papers, people
from seed.answers import commitments
from seed.companies import Company, companies
from seed.decisions import decide
from seed.scene import Scene
from seed.stories import Course, course_of, practice_of

YEARS = (2024, 2025, 2026)
DEMONSTRATION_COMPANIES = (8, 13)
"""Places of the companies for which the demonstration accounts act."""

STORY_OF = {
    (8, 2026): Course.DRAFT,
    (13, 2026): Course.READY,
    (107, 2026): Course.NOTHING,
}
"""Stories told on purpose; the last is of a volunteer that has not filed."""


def play(progress: Callable[[int, int], None], say: papers.Say) -> None:
    """Fill an empty register; ``progress`` hears how many of how many filings are done.

    ``say`` hears of what keeps the story waiting.
    """
    everyone = companies()
    ids = organisations.add([company.record for company in everyone])
    for year in YEARS:
        obligations.open_year(year)
    staff = people.staff()
    own = people.demonstration_filers()
    db.session.commit()
    scenes = list(_scenes(everyone, ids, own, staff[StaffRole.SENIOR_OFFICER]))
    files = papers.checked(scenes, say)
    for done, scene in enumerate(scenes, 1):
        _play(scene, next(files))
        db.session.commit()
        progress(done, len(scenes))
    agency.play(people.agent(), staff[StaffRole.OFFICER], ids)
    audits.play(staff[StaffRole.OFFICER])
    deadlines.play(staff[StaffRole.OFFICER])
    concerns.play(staff[StaffRole.OFFICER])
    db.session.commit()


def _scenes(
    everyone: list[Company], ids: list[int], own: dict[FilerRole, User], officer: User
) -> Iterator[Scene]:
    for number, (company, organisation_id) in enumerate(zip(everyone, ids, strict=True), 1):
        organisation = db.session.get_one(Organisation, organisation_id)
        house = own if number in DEMONSTRATION_COMPANIES else people.house(organisation, number)
        people.authorise(organisation, house, by=officer)
        for year in YEARS:
            entry = obligations.entry_for(organisation_id, year)
            course = STORY_OF.get((number, year)) or course_of(number, year)
            files = entry.status in {PublicStatus.DUE, PublicStatus.VOLUNTARY}
            if files and course is not Course.NOTHING:
                practice = practice_of(number, year)
                yield Scene(company, number, entry, year, house, officer, practice, course)


def _play(scene: Scene, files: list[uploads.Accepted]) -> None:
    at = scene.signed_at
    last = carrying.source(scene.entry.organisation_id, scene.year)
    filing = filing_services.start(
        scene.entry,
        by=scene.people[FilerRole.PREPARER],
        at=at - timedelta(days=20),
        like=last if scene.course is Course.DRAFT else None,
    )
    _prepare(scene, filing, files)
    if scene.course is Course.DRAFT:
        for page in filing.pages:
            carrying.confirm(carrying.of(filing, page.name), by=page.saved_by, at=page.saved_at)
        approvals.approve_first_pages(scene, filing, at=at - timedelta(days=3))
        return
    approvals.approve(scene, filing, at=at - timedelta(days=3))
    sender = scene.people.get(FilerRole.APPROVER) or scene.people[FilerRole.PREPARER]
    filing_services.mark_ready(filing, by=sender, at=at - timedelta(days=2))
    if scene.course is Course.READY:
        return
    signing = approvals.signing(scene, filing)
    filing_services.submit(filing, by=scene.people[FilerRole.SIGNATORY], at=at, signing=signing)
    if scene.course is not Course.AWAITING:
        decide(scene, filing, at=at + timedelta(days=7))


def _prepare(scene: Scene, filing: Filing, files: list[uploads.Accepted]) -> None:
    at = scene.prepared_at
    preparer = scene.people[FilerRole.PREPARER]
    answers = scene.answers() | _accounts(scene, filing)
    first, *others = [n for n in PAGES if n in answers and not _left_for_later(scene, n)]
    filing.pages.extend(_saved(name, answers[name], by=preparer, at=at) for name in others)
    saving.save_page(filing, first, answers[first], complete=True, revision=0, by=preparer, at=at)
    if files:
        _upload(filing, files, by=preparer, at=at)


def _accounts(scene: Scene, filing: Filing) -> dict[str, dict[str, Any]]:
    """What became of earlier promises; one who reports thinly leaves the page out now and then."""
    promised = promises.to_follow_up(filing)
    if not promised or (scene.practice.policy != "full" and scene.number % 7 == 0):
        return {}
    on = scene.prepared_at.date()
    page = commitments.accounts(promised, scene.practice, number=scene.number, on=on)
    return {"followup": page}


def _saved(name: str, answers: dict[str, Any], *, by: User, at: datetime) -> FilingPage:
    """A page as saving it once leaves it: 6,000 saves one by one would keep the start waiting."""
    return FilingPage(
        name=name, answers=answers, complete=True, revision=1, saved_at=at, saved_by_id=by.id
    )


def _left_for_later(scene: Scene, page: str) -> bool:
    """A draft in progress stops where the fee table begins."""
    return scene.course is Course.DRAFT and list(PAGES).index(page) >= list(PAGES).index("fees")


def _upload(filing: Filing, files: list[uploads.Accepted], *, by: User, at: datetime) -> None:
    statement, *evidence = files
    saving.add_document(filing, DocumentKind.STATEMENT, statement, by=by, at=at)
    for accepted in evidence:
        _add_evidence(filing, accepted, by=by, at=at)


def _add_evidence(filing: Filing, accepted: uploads.Accepted, *, by: User, at: datetime) -> None:
    saving.add_document(filing, DocumentKind.EVIDENCE, accepted, by=by, at=at)
    rows = [
        {
            "document": accepted.sha256,
            "criterion": criterion,
            "kind": "independent",
            "title": "Worker interviews by an independent organisation",
        }
        for criterion in ("FEE-03", "FEE-06", "FEE-07")
    ]
    saving.save_page(
        filing, "evidence", {"evidence": rows}, complete=True, revision=1, by=by, at=at
    )
