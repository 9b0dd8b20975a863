"""A filing's way through the hands of an organisation: begun, checked, sent, signed, filed."""

import pypdfium2
import pytest
from sqlalchemy import select

from registry import storage
from registry.models import (
    Filing,
    FilingStatus,
    LedgerEvent,
    PublicStatus,
    RegisterEntry,
)
from tests import factories as make
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")


def words_of(pdf: bytes) -> str:
    """The text of a PDF without its line breaks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document).replace(
            "\r\n", ""
        )


def test_somebody_without_an_organisation_is_told_how_to_get_one(client):
    page = client.sign_in(make.a_user()).page("/en/filings/")
    assert "You do not act for an organisation yet" in page.text
    assert page.links["Ask to act for an organisation"] == "/en/account/organisations"


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_home_shows_each_year_with_its_deadline_and_status(client, lang):
    organisation = make.an_organisation("Contoh Kayu Berhad")
    preparer = make.a_filer(organisation)
    make.an_entry(organisation, 2025, status=PublicStatus.EXEMPT)
    make.a_filing(organisation, 2026, by=preparer, pages=make.complete_answers())
    make.an_entry(organisation, 2027)
    page = client.sign_in(preparer).page(f"/{lang}/filings/")
    assert "Contoh Kayu Berhad" in page.text
    years = [row[0] for row in page.rows()[1:]]
    assert years == ["2027", "2026", "2025"]
    starts = [url for url in page.links.values() if "/start/" in url]
    assert starts == [f"/{lang}/filings/start/{organisation.id}/2027"]


def test_home_says_what_colleagues_did_last(client, house):
    page = client.sign_in(house.signatory).page("/en/filings/")
    assert "29 pages saved" in page.text
    assert "Nur Preparer" in page.text


def test_starting_twice_opens_the_same_filing(client, session):
    organisation = make.an_organisation()
    make.an_entry(organisation)
    client.sign_in(make.a_filer(organisation))
    url = f"/en/filings/start/{organisation.id}/2026"
    first, second = client.post(url), client.post(url)
    assert first.status_code == 303
    assert first.location == second.location
    [filing] = session.scalars(select(Filing)).all()
    assert filing.reference in first.location
    assert [event.kind for event in filing.events] == ["started"]


def test_an_exempt_organisation_has_nothing_to_start(client, session):
    organisation = make.an_organisation()
    make.an_entry(organisation, status=PublicStatus.EXEMPT)
    client.sign_in(make.a_filer(organisation))
    page = client.page(f"/en/filings/start/{organisation.id}/2026")
    assert "nothing to file for this year" in page.text
    assert session.scalars(select(Filing)).all() == []


def test_task_list_says_who_saved_which_page_and_when(client, house):
    house.filing.pages[0].complete = False
    page = client.sign_in(house.signatory).page(house.url())
    assert page.text.count("Saved by Nur Preparer, 4 May 2026, 11:00") == 29
    assert page.text.count("In progress") == 1
    assert page.text.count("Complete") == 28


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_prepared_by_one_signed_by_another_and_filed(client, session, house, lang):
    client.sign_in(house.preparer)
    client.post(house.url("ready", lang))
    assert house.filing.status is FilingStatus.READY

    client.sign_in(house.signatory)
    url = house.url("sign", lang)
    client.page(url)
    response = client.fill(url, **house.consent())
    assert response.status_code == 303
    filed = client.page(response.location)
    [version] = house.filing.versions
    assert version.sha256 in filed.text
    assert (filed.heading == "Filed") is (lang == "en")
    assert house.filing.status is FilingStatus.SUBMITTED
    entry = session.get(RegisterEntry, (house.organisation.id, 2026))
    assert entry.status is PublicStatus.AWAITING_REVIEW
    assert session.scalars(select(LedgerEvent.kind)).all() == ["filed"]


def test_the_receipt_is_a_pdf_with_the_hash_and_goes_out_by_mail(client, session, house):
    version = make.filed(house.filing, by=house.signatory)
    with client.sign_in(house.preparer).get(house.url("receipt/1.pdf")) as response:
        assert response.mimetype == "application/pdf"
        pdf = response.data
    text = words_of(pdf)
    assert house.reference in text
    assert version.sha256 in text
    for person in (house.preparer, house.signatory):
        [letter] = letters_to(person)
        assert letter.language == person.language
        [attachment] = letter.attachments
        with storage.open(attachment["sha256"]) as receipt:
            assert receipt.read() == pdf


# The check page


def page_of(filing, name):
    return next(page for page in filing.pages if page.name == name)


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_check_shows_the_grade_and_what_would_lift_its_limits(client, house, lang):
    page_of(house.filing, "passports").answers = {"doc_passport_holder": "employer"}
    page = client.sign_in(house.preparer).page(house.url("check", lang))
    words = {"en": "Hand every passport back", "ms": "pasport"}
    assert words[lang] in page.text
    assert "DOC-01" in page.text


def test_check_links_each_missing_answer_to_its_question(client, house):
    answers = dict(page_of(house.filing, "movement").answers)
    del answers["doc_passes_lapsed"]
    page_of(house.filing, "movement").answers = answers
    page = client.sign_in(house.preparer).page(house.url("check"))
    assert "One answer is missing" in page.text
    place = f"/en/filings/{house.reference}/pages/movement#doc_passes_lapsed"
    assert place in page.links.values()


def test_check_asks_for_the_statement_where_it_is_uploaded(client, house):
    house.filing.documents[0].removed_at = make.AT
    page = client.sign_in(house.preparer).page(house.url("check"))
    assert "Upload the statement as a PDF." in page.text
    assert "Would not be scored as it stands" in page.text
    assert "filing_statement_doc" not in page.text
    assert f"/en/filings/{house.reference}/pages/statement#file" in page.links.values()


def test_check_names_an_answer_that_cannot_be_judged(client, house):
    page_of(house.filing, "corridors").answers = {
        "corridors_recruited": "yes",
        "corridors": [make.a_corridor(), make.a_corridor()],
    }
    page = client.sign_in(house.preparer).page(house.url("check"))
    assert "The result cannot be worked out yet" in page.text
    assert f"/en/filings/{house.reference}/pages/corridors#corridors" in page.links.values()


def test_check_shows_what_was_filed_once_it_is_filed(client, house):
    make.filed(house.filing, by=house.signatory)
    page_of(house.filing, "passports").answers = {"doc_passport_holder": "employer"}
    page = client.sign_in(house.preparer).page(house.url("check"))
    assert page.heading == "Result"
    assert "Hand every passport back" not in page.text
