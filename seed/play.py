"""Carries the stories out: every step is the service that a person's click would call."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from flask import current_app
from werkzeug.datastructures import FileStorage

from registry import obligations, organisations, uploads
from registry.extensions import db
from registry.filing import saving
from registry.filing import services as filing_services
from registry.forms.filing import PAGES
from registry.models import (
    DocumentKind,
    FilerRole,
    Filing,
    Organisation,
    PublicStatus,
    RegisterEntry,
    StaffRole,
    User,
)
from registry.obligations import Period
from registry.review import services as review_services
from seed import papers, people
from seed.answers import answers_of
from seed.companies import Company, companies
from seed.stories import Course, Practice, course_of, practice_of

YEARS = (2024, 2025, 2026)
LAST_DAY = date(2026, 11, 20)
"""Nothing in the stories happens after this day."""

DEMONSTRATION_COMPANIES = (8, 13)
"""Places of the companies for which the demonstration accounts act."""

STORY_OF = {
    (8, 2026): Course.DRAFT,
    (13, 2026): Course.READY,
    (107, 2026): Course.NOTHING,
}
"""Stories told on purpose; the last is of a volunteer that has not filed."""
IN_BRIEF = "Published after reading the statement, the fee table and the evidence."


@dataclass(frozen=True, slots=True)
class Scene:
    """One filing to be played: who acts, for which period, by which practice, and how far."""

    company: Company
    number: int
    entry: RegisterEntry
    entry_year: int
    people: dict[FilerRole, User]
    officer: User
    practice: Practice
    course: Course

    @property
    def period(self) -> Period:
        return Period(self.entry.period_start, self.entry.period_end, self.entry.due_on)

    @property
    def signed_at(self) -> datetime:
        if self.course is Course.AWAITING:
            return moment(LAST_DAY - timedelta(days=1 + self.number * 7 % 24))
        late = self.course is Course.PUBLISHED_LATE
        days = 40 if late else -(10 + self.number % 35)
        return moment(min(self.entry.due_on, LAST_DAY - timedelta(days=60)) + timedelta(days=days))


def moment(day: date, hour: int = 2) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def play(progress: Callable[[int, int], None]) -> None:
    """Fill an empty register; ``progress`` hears how many of how many filings are done."""
    everyone = companies()
    ids = organisations.add([company.record for company in everyone])
    for year in YEARS:
        obligations.open_year(year)
    staff = people.staff()
    own = people.demonstration_filers()
    db.session.commit()
    scenes = list(_scenes(everyone, ids, own, staff[StaffRole.SENIOR_OFFICER]))
    files = _files(scenes)
    for done, scene in enumerate(scenes, 1):
        _play(scene, next(files))
        db.session.commit()
        progress(done, len(scenes))


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
    filing = filing_services.start(
        scene.entry, by=scene.people[FilerRole.PREPARER], at=at - timedelta(days=20)
    )
    _prepare(scene, filing, files, at=at - timedelta(days=5))
    if scene.course is Course.DRAFT:
        return
    sender = scene.people.get(FilerRole.APPROVER) or scene.people[FilerRole.PREPARER]
    filing_services.mark_ready(filing, by=sender, at=at - timedelta(days=2))
    if scene.course is Course.READY:
        return
    filing_services.submit(filing, by=scene.people[FilerRole.SIGNATORY], at=at)
    if scene.course is not Course.AWAITING:
        _decide(scene, filing, at=at + timedelta(days=7))


def _prepare(scene: Scene, filing: Filing, files: list[uploads.Accepted], *, at: datetime) -> None:
    random = Random(f"{scene.number}-{filing.year}")
    preparer = scene.people[FilerRole.PREPARER]
    answers = answers_of(
        scene.company,
        scene.practice,
        scene.period,
        approved_on=at.date() - timedelta(days=3),
        random=random,
    )
    for name in PAGES:
        if name in answers and not _left_for_later(scene, name):
            saving.save_page(
                filing, name, answers[name], complete=True, revision=0, by=preparer, at=at
            )
    if files:
        _upload(filing, files, by=preparer, at=at)


def _left_for_later(scene: Scene, page: str) -> bool:
    """A draft in progress stops where the fee table begins."""
    return scene.course is Course.DRAFT and list(PAGES).index(page) >= list(PAGES).index("fees")


def _files(scenes: list[Scene]) -> Iterator[list[uploads.Accepted]]:
    """The checked files of each scene, read two at a time ahead of the story."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def check(scene: Scene) -> list[uploads.Accepted]:
        with app.app_context():
            return [uploads.check(file) for file in _papers(scene)]

    with ThreadPoolExecutor(max_workers=2) as readers:
        yield from readers.map(check, scenes)


def _papers(scene: Scene) -> Iterator[FileStorage]:
    """The statement and, of some, the evidence; a draft in progress has none yet."""
    if scene.course is Course.DRAFT:
        return
    name, year = scene.company.record.name, scene.entry_year
    repaid = bool(scene.practice.months_paid and scene.practice.repaid)
    yield papers.statement(name, year, repaid=repaid)
    if scene.practice.tested and scene.number % 3 == 0:
        yield papers.interview_summary(name, year)


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


def _decide(scene: Scene, filing: Filing, *, at: datetime) -> None:
    if scene.course in {Course.RETURNED, Course.CORRECTED}:
        _return(scene, filing, at=at)
        if scene.course is Course.RETURNED:
            return
        at = _correct(scene, filing, at=at + timedelta(days=6)) + timedelta(days=4)
    _publish(scene, filing, at=at)
    if scene.course is Course.REPLIED:
        filing_services.reply(
            filing,
            by=scene.people[FilerRole.SIGNATORY],
            at=at + timedelta(days=3),
            text="We have read the assessment. What remains is in our plan, and we will report on "
            "it next year.",
        )
    if scene.course is Course.AMENDED:
        _amend(scene, filing, at=at + timedelta(days=30))


def _publish(scene: Scene, filing: Filing, *, at: datetime) -> None:
    review_services.publish(
        filing, by=scene.officer, at=at, note=IN_BRIEF, version=len(filing.versions)
    )


def _return(scene: Scene, filing: Filing, *, at: datetime) -> None:
    review_services.send_back(
        filing,
        by=scene.officer,
        at=at,
        note="Thank you. Two answers need another look before we can publish.",
        comments={
            "governance.gov_accountable_post": "Name the post, not the department.",
            "workforce.workforce": "Does this include workers supplied by contractors?",
        },
        version=len(filing.versions),
    )


def _correct(scene: Scene, filing: Filing, *, at: datetime) -> datetime:
    _change_post(scene, filing, "Group chief executive officer", at=at)
    return _sign_again(scene, filing, "Corrected as asked.", at=at)


def _amend(scene: Scene, filing: Filing, *, at: datetime) -> None:
    filing_services.amend(
        filing,
        by=scene.people[FilerRole.SIGNATORY],
        at=at,
        reason="The post that answers for this statement changed.",
    )
    _change_post(scene, filing, "Chief people officer", at=at + timedelta(days=1))
    signed = _sign_again(scene, filing, "The accountable post changed.", at=at + timedelta(days=2))
    _publish(scene, filing, at=signed + timedelta(days=5))


def _change_post(scene: Scene, filing: Filing, post: str, *, at: datetime) -> None:
    page = saving.stored_page(filing, "governance")
    if page is None:
        raise LookupError(f"{filing.reference} has no page on governance")
    saving.save_page(
        filing,
        "governance",
        page.answers | {"gov_accountable_post": post},
        complete=True,
        revision=page.revision,
        by=scene.people[FilerRole.PREPARER],
        at=at,
    )


def _sign_again(scene: Scene, filing: Filing, change_note: str, *, at: datetime) -> datetime:
    sender = scene.people.get(FilerRole.APPROVER) or scene.people[FilerRole.PREPARER]
    filing_services.mark_ready(filing, by=sender, at=at)
    signed = at + timedelta(days=1)
    filing_services.submit(
        filing, by=scene.people[FilerRole.SIGNATORY], at=signed, change_note=change_note
    )
    return signed
