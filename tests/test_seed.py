"""The fictional register shows every status, every practice and every course of a filing."""

from datetime import timedelta
from functools import cache
from itertools import pairwise

from registry.assessment import flat
from registry.models import PublicStatus
from registry.obligations import Period, Subject, entry_values
from registry.scoring import FIELDS, assess, load_catalogue
from registry.scoring.fields import FACTS, on_page
from seed import texts
from seed.answers import answers_of
from seed.companies import companies
from seed.play import STORY_OF, YEARS
from seed.scene import LAST_DAY
from seed.sentences import LAW
from seed.stories import COPIED, PRACTICES, Course, course_of, practice_before, practice_of

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


@cache
def _filings():
    """Every filing that is played, as (number, year) -> its company, practice, period and pages."""
    found = {}
    for number, company in COMPANIES:
        for year in YEARS:
            values = entry_values(_subject(number, company.record), year)
            course = STORY_OF.get((number, year)) or course_of(number, year)
            if values["status"] in FILES and course is not Course.NOTHING:
                period = Period(values["period_start"], values["period_end"], values["due_on"])
                found[number, year] = (company, practice_of(number, year), period)
    return found


def _pages(number, year):
    company, practice, period = _filings()[number, year]
    return answers_of(
        company,
        practice,
        period,
        approved_on=period.due_on - timedelta(days=30),
        before=practice_before(number, year),
    )


@cache
def _assessed():
    rules = load_catalogue()
    found = {}
    for (number, year), (_company, practice, period) in _filings().items():
        filed = (period.due_on - timedelta(days=20)).isoformat()
        facts = {
            "filing_period_start": period.start.isoformat(),
            "filing_period_end": period.end.isoformat(),
            "filing_submitted_on": filed,
            "filing_first_submitted_on": filed,
            "filing_due_on": period.due_on.isoformat(),
            "filing_statement_doc": "0" * 64,
            "filing_earlier_statements": year - YEARS[0],
        }
        answers = flat(_pages(number, year)) | facts
        found[number, year] = practice, assess(answers, on=period.end, catalogue=rules)
    return found


def test_every_question_is_answered_by_somebody_and_stands_on_its_page():
    answered = set()
    for number, year in _filings():
        for page, answers in _pages(number, year).items():
            assert set(answers) <= {field.name for field in on_page(page)}
            answered |= set(answers)
    assert answered == set(FIELDS) - set(FACTS)


def test_every_grade_is_given_every_year():
    for year in YEARS:
        grades = [found.grade for (_n, of), (_p, found) in _assessed().items() if of == year]
        assert set(grades) == set("ABCDE")
        assert max(map(grades.count, grades)) <= len(grades) / 2


def test_the_same_people_work_there_from_year_to_year():
    filings = _filings()
    for number, before, after in ((n, y, y + 1) for n, y in filings if (n, y + 1) in filings):
        old, new = (_headcount(_pages(number, year)) for year in (before, after))
        assert abs(new - old) <= 0.2 * old


def _headcount(pages):
    return sum(row["headcount"] for row in pages["workforce"]["workforce"])


def test_last_years_figure_is_the_one_given_last_year():
    filings = _filings()
    for number, year in filings:
        if (number, year - 1) in filings:
            before, now = _pages(number, year - 1), _pages(number, year)
            figures = {
                row["name"]: row["current"] for row in before.get("measures", {}).get("kpis", [])
            }
            for row in now.get("measures", {}).get("kpis", []):
                assert row["prior"] == figures.get(row["name"], row["prior"])


def test_no_two_statements_share_a_paragraph_but_the_one_that_the_law_gives():
    written = {
        key: texts.paragraphs(filing[0].record.name, key[1], _pages(*key))
        for key, filing in _filings().items()
    }
    paragraphs = sorted(p for text in written.values() for p in text if p != LAW)
    assert all(one != next_one for one, next_one in pairwise(paragraphs))
    assert all(text[-1] == LAW for text in written.values())


def test_who_copies_has_filed_and_so_has_the_source():
    filings = _filings()
    for copy, source in COPIED.items():
        assert {copy, source} <= set(filings)
