"""The fictional register shows every status, every practice and every course of a filing."""

from registry.models import PublicStatus
from registry.obligations import Subject, entry_values
from seed.companies import companies
from seed.play import LAST_DAY, STORY_OF, YEARS
from seed.stories import PRACTICES, Course, course_of, practice_of

COMPANIES = list(enumerate(companies(), 1))
FILES = {PublicStatus.DUE, PublicStatus.VOLUNTARY}


def _stories():
    """Year, status without a filing, practice and course of each that may file."""
    for number, company in COMPANIES:
        for year in YEARS:
            values = entry_values(_subject(number, company.record), year)
            if values["status"] in FILES:
                course = STORY_OF.get((number, year)) or course_of(number, year)
                yield year, values, practice_of(number, year), course


def _subject(number, record):
    return Subject(
        organisation_id=number,
        name_key=record.name.lower(),
        sector=record.sector,
        market=record.market,
        state=record.state,
        fye_month=record.fye_month,
        fye_day=record.fye_day,
        listing_state=record.listing_state,
        listing_state_on=record.listing_state_on,
        classes=record.classes,
    )


def test_about_120_organisations_have_names_and_numbers_of_their_own():
    assert 110 <= len(COMPANIES) <= 130
    for of in (lambda r: r.name, lambda r: r.ssm_number):
        assert len({of(company.record) for _number, company in COMPANIES}) == len(COMPANIES)


def test_every_practice_and_every_course_is_told():
    stories = list(_stories())
    told = [practice for _y, _v, practice, course in stories if course is not Course.NOTHING]
    assert all(practice in told for practice in PRACTICES.values())
    assert {course for *_others, course in stories} == set(Course)


def test_statuses_that_no_filing_changes_are_all_there_in_the_newest_year():
    newest = YEARS[-1]
    silent = {
        (values["status"], values["due_on"] < LAST_DAY)
        for year, values, _practice, course in _stories()
        if year == newest and course is Course.NOTHING
    }
    assert {(PublicStatus.DUE, True), (PublicStatus.DUE, False)} <= silent
    assert PublicStatus.VOLUNTARY in {status for status, _late in silent}
    others = {
        entry_values(_subject(number, company.record), newest)["status"]
        for number, company in COMPANIES
    }
    assert {
        PublicStatus.EXEMPT,
        PublicStatus.NOT_IN_SCOPE,
        PublicStatus.DELISTED_SUSPENDED,
    } <= others
