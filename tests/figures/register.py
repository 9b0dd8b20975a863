"""The fictional register of the demonstration, filed without its papers, and what can befall it.

Companies, years, practices and answers are those of ``seed``; files, approvals and signatures are
left out, for no figure of a page depends on them. Companies whose corridors hold few people, groups
that leave companies out, a grade and a statement that were withdrawn, and replies are added.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from registry import (
    audits,
    obligations,
    organisations,
    promises,
    statement_withdrawal,
    withdrawal,
)
from registry.extensions import db
from registry.models import (
    AuditAct,
    Filing,
    Organisation,
    PublicStatus,
    StaffRole,
    Statement,
    User,
)
from registry.publication import add_reply
from registry.review import auditing
from registry.review import services as review
from seed import concerns
from seed.answers import commitments
from seed.companies import Company, companies
from seed.play import STORY_OF, YEARS
from seed.scene import Scene, moment
from seed.stories import Course, course_of, practice_of
from tests import factories as make
from tests.factories import AT
from tests.public.recruiting import answers as recruiting_answers
from tests.public.statements import a_statement, amended

WITH_A_WITHDRAWN_GRADE, WITH_A_WITHDRAWN_STATEMENT = 5, 9
"""Which of the published statements."""
WITH_A_COURSE = 7
"""A company of which each year is played, so that its promises have a course."""
LATELY = moment(date(2026, 11, 16))
"""So that its organisation may still reply before the grade is public."""
FEW = 10
"""Companies whose corridors and recruiters hold few people."""


def a_register() -> None:
    everyone = companies()
    ids = organisations.add([company.record for company in everyone])
    for year in YEARS:
        obligations.open_year(year)
    officer = make.a_user(staff=StaffRole.SENIOR_OFFICER)
    filer = make.a_user("Nur Filer")
    filed = [_file(scene, filer) for scene in _scenes(everyone, ids, filer, officer)]
    statements = [each for each in filed if each]
    _withdraw(statements, filer, officer)
    _with_few_people()
    _with_namedleft_out(statements)
    _draw_lots(officer)
    concerns.play(officer)
    db.session.commit()


def _scenes(everyone: list[Company], ids: list[int], filer: User, officer: User) -> Iterator[Scene]:
    for number, (company, organisation_id) in enumerate(zip(everyone, ids, strict=True), 1):
        for year in YEARS:
            entry = obligations.entry_for(organisation_id, year)
            course = STORY_OF.get((number, year)) or course_of(number, year)
            files = entry.status in {PublicStatus.DUE, PublicStatus.VOLUNTARY}
            if files and course is not Course.NOTHING and _is_told(number, year):
                practice = practice_of(number, year)
                yield Scene(company, number, entry, year, {}, officer, practice, course)


def _is_told(number: int, year: int) -> bool:
    """Whether a filing of the demonstration is played here: a good third are, to be quick."""
    if number == WITH_A_COURSE:
        return True
    return bool(number % 3) if year == YEARS[-1] else number % 4 == year % 4


def _file(scene: Scene, filer: User) -> Statement | None:
    filing = make.a_filing(scene.entry.organisation, scene.year, by=filer)
    make.saved(filing, {**scene.answers(), **_accounts(scene, filing)}, by=filer)
    make.a_document(filing, by=filer)
    at = scene.signed_at
    if scene.course in {Course.DRAFT, Course.READY}:
        return None
    if scene.course in {Course.AWAITING, Course.RETURNED}:
        make.filed(filing, at=at)
        if scene.course is Course.RETURNED:
            _send_back(filing, scene.officer, at + timedelta(days=7))
        return None
    return _publish(scene, filing, at)


def _accounts(scene: Scene, filing: Filing) -> dict[str, dict[str, object]]:
    """What became of earlier promises."""
    promised = promises.to_follow_up(filing)
    on = scene.prepared_at.date()
    told = commitments.accounts(promised, scene.practice, number=scene.number, on=on)
    return {"followup": told} if promised else {}


def _send_back(filing: Filing, officer: User, at: datetime) -> None:
    note = "Two answers need another look."
    review.send_back(filing, by=officer, at=at, note=note, comments={}, version=1)


def _publish(scene: Scene, filing: Filing, at: datetime) -> Statement:
    statement = make.published(filing, at=at + timedelta(days=7))
    if scene.course is Course.REPLIED:
        evening = (at + timedelta(days=10)).replace(hour=20)  # the next day in Kuala Lumpur
        add_reply(filing, text="We have read it.", at=evening, release=True)
    if scene.course is Course.AMENDED:
        return amended(statement, at=at + timedelta(days=37))
    return statement


def _withdraw(statements: list[Statement], filer: User, officer: User) -> None:
    """A grade by the regulator, a statement by the organisation."""
    at = moment(AT.date() + timedelta(days=170))
    judged = statements[WITH_A_WITHDRAWN_GRADE]
    withdrawal.withdraw(judged, by=officer, at=at, reason="What it said was not so.")
    taken_back = statements[WITH_A_WITHDRAWN_STATEMENT]
    filing = db.session.get_one(Filing, taken_back.filing_id)
    statement_withdrawal.withdraw(taken_back, filing, by=filer, at=at, reason="Of another company.")


def _with_few_people() -> None:
    dice = Random(1)  # the same for everybody: a failure can be looked at
    a_statement(make.an_organisation("Contoh Baharu Berhad", sector="energy"), at=LATELY)
    for number in range(FEW):
        owner = make.an_organisation(f"Contoh Sedikit {number} Berhad", sector="plantation")
        for year in YEARS[1:]:
            a_statement(owner, year, answers=recruiting_answers(dice))


def _with_namedleft_out(statements: list[Statement]) -> None:
    """Two groups: a company of both is covered by one, and another files a statement of its own."""
    filed = db.session.get_one(Organisation, statements[-1].organisation_id)
    shared = _company("Contoh Bersama Sdn Bhd", "201901800001", covered="yes")
    left_out = [
        shared | {"covered": "no"},
        _company(filed.name, filed.ssm_number, covered="no"),
        _company("Contoh Luar Pte Ltd", "not in Malaysia", covered="no"),
        _company("Contoh Senyap Sdn Bhd", "201901800002", covered=""),
    ]
    for number, named in enumerate(([shared], left_out, left_out[1:])):
        owner = make.an_organisation(f"Contoh Kumpulan {number} Berhad", sector="property")
        period = {"entities": named, "str_entities_total": 5, "str_entities_covered": 2}
        a_statement(owner, statements[-1].year, answers={"period": period})


def _company(name: str, number: str | None, *, covered: str) -> dict[str, str | None]:
    return {"name": name, "ssm_number": number, "share_percent": "62.5", "covered": covered}


def _draw_lots(officer: User) -> None:
    """Among the short filings of two years: the first audit confirms, the next asks for more."""
    acts = iter(AuditAct(each) for each in ("confirmed", "full_required"))
    for year in YEARS[1:]:
        at = moment(date(year, 11, 9))
        made = audits.draw(year, at=at)
        drawn = made.drawn[:1] if made else []
        for filing in db.session.query(Filing).filter(Filing.reference.in_(drawn)):
            auditing.decide(filing, next(acts), by=officer, at=at, reason="As the payroll shows.")
