"""A small office files in a few pages; whoever is exposed is asked in full and loses nothing."""

import pytest
from sqlalchemy import update

from registry import assessment
from registry.extensions import db
from registry.filing import asked, versions
from registry.forms.filing import PAGES
from registry.models import AuditAct, AuditDraw, AuditStep, FilingStatus, FilingVersion
from registry.scoring.screening import LEFT_OUT, QUESTIONS, Path
from tests import factories as make
from tests.short_filings import Office, short_pages


@pytest.fixture
def office(session) -> Office:
    return Office()


@pytest.fixture
def browser(client, office):
    return client.sign_in(office.preparer)


def test_eight_noes_leave_fourteen_pages(browser, office):
    page = browser.page(office.url())
    assert "14 of 14 pages are complete" in page.text
    assert "A short filing" in page.text
    assert "15 pages that are not asked" in page.text
    assert "Go on:" not in page.text


def test_the_desk_counts_the_pages_that_are_asked(browser, office):
    assert "14 of 14" in browser.page("/en/filings/").text


def test_pages_follow_each_other_without_those_that_are_not_asked(browser, office):
    page = browser.page(office.url("pages/workforce"))
    assert "Page 7 of 14" in page.text
    response = browser.fill(office.url("pages/workforce"))
    assert response.status_code == 303
    assert response.location.endswith("/pages/wages")


def test_a_page_that_is_not_asked_can_be_answered_all_the_same(browser, office):
    page = browser.page(office.url("pages/training"))
    assert "Page 10 of 15" in page.text
    response = browser.fill(office.url("pages/training"), training_given="no")
    assert response.status_code == 303
    assert office.path == Path.SHORT
    assert "Not asked" in browser.page(office.url()).text


@pytest.mark.parametrize("name", QUESTIONS)
def test_one_yes_asks_every_page(browser, office, name):
    browser.fill(office.url("pages/screening"), **{name: "yes"})
    page = browser.page(office.url())
    assert "14 of 29 pages are complete" in page.text
    assert "A short filing" not in page.text
    assert "although the eight answers" not in page.text


def test_an_answer_on_another_page_asks_in_full_and_says_which(browser, office):
    office.answer("recruiters", recruiters_used="yes", recruiters=[make.a_recruiter()])
    page = browser.page(office.url())
    assert "Asked in full, although the eight answers on exposure are no" in page.text
    assert f"The page “{PAGES['recruiters'].title}” says otherwise" in page.text
    assert office.path == Path.FULL


def test_a_migrant_in_the_headcount_asks_in_full(browser, office):
    office.answer("workforce", workforce=[{"nationality": "NPL", "headcount": 1}])
    assert "The page “Workforce” says otherwise" in browser.page(office.url()).text


def test_going_to_full_and_back_loses_no_answer(browser, office):
    recruiter = make.a_recruiter()
    browser.fill(office.url("pages/screening"), scr_recruiters="yes")
    office.answer("recruiters", recruiters_used="yes", recruiters=[recruiter])
    browser.fill(office.url("pages/screening"), scr_recruiters="no")
    assert office.path == Path.FULL
    kept = {page.name: page.answers for page in office.filing.pages}
    assert kept["recruiters"]["recruiters"] == [recruiter]
    office.answer("recruiters", recruiters_used="no", recruiters=[])
    assert office.path == Path.SHORT


def test_without_a_headcount_it_may_be_short_and_is_not_yet(browser, office):
    office.answer("workforce", workforce=[])
    assert "It is a short filing once the page" in browser.page(office.url()).text
    assert office.path == Path.FULL


def test_a_sector_of_the_register_asks_in_full(browser, office):
    office.organisation.target_sector = "cleaning"
    assert (
        "Organisations of this sector answer in full: Cleaning" in browser.page(office.url()).text
    )


def test_the_path_is_frozen_with_the_version_and_sealed_in_its_hash(office):
    version = make.filed(office.filing, by=office.signatory)
    assert version.path is Path.SHORT
    assert versions.content(office.filing, version)["path"] == "short"
    assert version.sha256 == versions.digest(office.filing, version)
    office.organisation.sector = "plantation"
    assert assessment.judged_answers(version, office.filing)["filing_path"] == "short"
    assert len(asked.pages_asked(office.filing)) == 14


def test_the_path_of_a_filed_version_cannot_be_changed(office):
    version = make.filed(office.filing, by=office.signatory)
    with pytest.raises(Exception, match="append-only"):
        db.session.execute(
            update(FilingVersion).where(FilingVersion.id == version.id).values(path=Path.FULL)
        )


def test_a_full_filing_is_sealed_as_before(session):
    filing = make.a_filing(pages=make.complete_answers())
    version = make.filed(filing)
    assert version.path is Path.FULL
    assert "path" not in versions.content(filing, version)


def test_the_check_shows_the_grade_that_is_published(browser, office):
    drafted = assessment.assess_draft(office.filing, today=make.AT.date())
    statement = make.published(office.filing, by=office.signatory)
    assert statement.path is Path.SHORT
    assert statement.assessment["grade"] == drafted.grade is not None
    assert statement.assessment["legal_gaps"] == []


def test_what_is_left_blank_on_pages_not_asked_is_no_gap_and_what_contradicts_is(browser, office):
    assert "is not answered" not in browser.page(office.url("check")).text
    office.answer("housing", housing_provided="yes")
    assert browser.page(office.url("check")).text


def test_the_year_after_recruiters_is_asked_in_full(session):
    office = Office(year=2027)
    last = make.a_filing(office.organisation, 2026, pages=make.complete_answers())
    assert office.path == Path.SHORT
    make.filed(last)
    assert office.path == Path.FULL
    assert asked.path_shown(office.filing).why


@pytest.mark.parametrize(("year", "path"), [(2026, "full"), (2027, "full"), (2028, "short")])
def test_an_audit_that_asks_for_a_full_filing_holds_for_that_year_and_the_next(session, year, path):
    office = Office()
    make.filed(office.filing, by=office.signatory)
    draw = AuditDraw(
        year=2026, at=make.AT, seed="0" * 64, share=10, pool=[office.filing.reference], drawn=[]
    )
    db.session.add(
        AuditStep(
            draw=draw, filing=office.filing, act=AuditAct.FULL_REQUIRED, at=make.AT, note="Guards."
        )
    )
    db.session.flush()
    filing = office.filing if year == 2026 else office.begin(year)
    assert asked.path(filing) == path


def test_every_page_that_is_asked_is_among_the_pages_and_none_left_out_is(session):
    assert not LEFT_OUT & short_pages().keys()
    assert len(LEFT_OUT) == 15


def test_an_amendment_that_waits_for_a_signature_is_asked_by_what_it_says_now(office):
    make.published(office.filing, by=office.signatory)
    filing = office.filing
    filing.move_to(FilingStatus.DRAFT, by=office.signatory, at=make.AT)
    office.answer("recruiters", recruiters_used="yes")
    filing.move_to(FilingStatus.READY, by=office.signatory, at=make.AT)
    assert len(asked.pages_asked(filing)) == 29
