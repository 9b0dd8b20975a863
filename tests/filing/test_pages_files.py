"""The statement and the evidence of a filing: uploaded, described, replaced, read back."""

import io
from typing import Any

import pytest

from registry import uploads
from registry.extensions import db
from registry.models import Document, DocumentKind, Filing, FilingPage, FilingStatus, User
from tests import factories as make
from tests.client import Client
from tests.pages import Page, values_of
from tests.uploads import made


@pytest.fixture
def filing(session: Any) -> Filing:
    return make.a_filing()


@pytest.fixture
def preparer(filing: Filing) -> User:
    return make.a_filer(filing.organisation, name="Aisyah")


@pytest.fixture
def browser(client: Client, preparer: User) -> Client:
    return client.sign_in(preparer)


def address(filing: Filing, page: str) -> str:
    return f"/en/filings/{filing.reference}/pages/{page}"


def documents(filing: Filing, kind: DocumentKind = DocumentKind.STATEMENT) -> list[Document]:
    return [d for d in filing.documents if d.kind is kind and d.removed_at is None]


def send(browser: Client, url: str, file: bytes, name: str = "statement.pdf", **more: str) -> Any:
    return browser.fill(url, file=(io.BytesIO(file), name), **more)


def test_the_statement_is_uploaded_read_and_described(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    assert send(browser, url, made.pdf("We will end worker-paid fees.")).status_code == 303
    (document,) = documents(filing)
    assert (document.filename, document.pages) == ("statement.pdf", 1)
    page = browser.page(url)
    assert document.sha256 in page.text
    assert "We will end worker-paid fees." in page.text
    assert "Aisyah" in page.text


def test_what_was_typed_beside_the_file_is_kept(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    send(browser, url, made.pdf(), filing_homepage_link="https://contoh.example/atip")
    sent = values_of(browser.page(url).form(""))
    assert sent["filing_homepage_link"] == ["https://contoh.example/atip"]


def test_a_page_without_a_statement_is_not_finished(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    answers = {
        "filing_languages": ["ms"],
        "filing_homepage_link": "https://contoh.example/atip",
        "filing_archive_years": "0",
    }
    response = browser.fill(url, **answers)
    assert response.status_code == 422
    assert "Upload the statement as a PDF." in Page(response.text).text
    send(browser, url, made.pdf(), **answers)
    assert db.session.get(FilingPage, (filing.id, "statement")).complete


@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        (b"hello", "statement.pdf", "This kind of file is not taken here"),
        (b"", "statement.pdf", "empty"),
        (b"%PDF-1.7 broken", "statement.pdf", "damaged"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_loses_nothing(
    browser: Client, filing: Filing, file: bytes, name: str, words: str
) -> None:
    url = address(filing, "statement")
    link = "https://contoh.example/atip"
    response = send(browser, url, file, name, filing_homepage_link=link)
    assert response.status_code == 422
    page = Page(response.text)
    assert words in page.text
    assert values_of(page.form(""))["filing_homepage_link"] == [link]
    assert documents(filing) == []


def test_a_scan_is_taken_with_a_warning(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    send(browser, url, made.pdf(" "))
    assert "No text was found in this PDF" in browser.page(url).text


def test_a_new_statement_takes_the_place_of_the_old_one(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    send(browser, url, made.pdf("First"))
    send(browser, url, made.pdf("Second"))
    (document,) = documents(filing)
    assert "Second" in document.text
    assert len(filing.documents) == 2
    assert [e.kind for e in filing.events] == ["file_added", "file_added"]


def test_the_same_file_sent_twice_is_one_file(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    send(browser, url, made.pdf("Same"))
    send(browser, url, made.pdf("Same"))
    assert len(filing.documents) == 1


def test_a_file_is_removed_and_kept_in_the_history(browser: Client, filing: Filing) -> None:
    url = address(filing, "statement")
    send(browser, url, made.pdf())
    (document,) = documents(filing)
    assert browser.fill(url, remove_file=str(document.id)).status_code == 303
    assert documents(filing) == []
    assert filing.events[-1].kind == "file_removed"
    with browser.get(f"/en/filings/{filing.reference}/files/{document.id}") as response:
        assert response.status_code == 200


def test_one_reads_back_what_one_uploaded(browser: Client, filing: Filing) -> None:
    file = made.pdf("Exactly this")
    send(browser, address(filing, "statement"), file)
    (document,) = documents(filing)
    with browser.get(f"/en/filings/{filing.reference}/files/{document.id}") as response:
        assert response.data == file
        assert response.mimetype == "application/pdf"
        assert "attachment" in response.headers["Content-Disposition"]


def test_another_organisations_file_does_not_exist(
    browser: Client, client: Client, filing: Filing
) -> None:
    send(browser, address(filing, "statement"), made.pdf())
    (document,) = documents(filing)
    theirs = make.a_filing()
    client.sign_in(make.a_filer(theirs.organisation))
    for reference in (filing.reference, theirs.reference):
        client.page(f"/en/filings/{reference}/files/{document.id}", status=404)


def test_a_closed_filing_takes_no_file(browser: Client, filing: Filing) -> None:
    filing.status = FilingStatus.SUBMITTED
    response = browser.post(
        address(filing, "statement"),
        data={"file": (io.BytesIO(made.pdf()), "statement.pdf"), "revision": "0"},
        content_type="multipart/form-data",
    )
    assert response.status_code == 409
    assert filing.documents == []


def test_evidence_is_uploaded_and_then_described(browser: Client, filing: Filing) -> None:
    url = address(filing, "evidence")
    send(browser, url, made.pdf("Policy"), "policy.pdf")
    send(browser, url, made.pdf("Audit"), "audit.pdf")
    described = {
        f"evidence-{n}-{name}": value
        for n in (0, 1)
        for name, value in {
            "title": f"File {n}",
            "criterion": "DOC-01",
            "kind": "independent",
        }.items()
    }
    assert browser.fill(url, **described).status_code == 303
    page = db.session.get(FilingPage, (filing.id, "evidence"))
    assert page.complete
    first, second = documents(filing, DocumentKind.EVIDENCE)
    assert page.answers["evidence"][1] == {
        "document": second.sha256,
        "title": "File 1",
        "criterion": "DOC-01",
        "kind": "independent",
    }
    browser.fill(url, remove_file=str(first.id))
    db.session.refresh(page)
    assert [row["title"] for row in page.answers["evidence"]] == ["File 1"]


def test_evidence_that_nobody_described_is_not_finished(browser: Client, filing: Filing) -> None:
    url = address(filing, "evidence")
    send(browser, url, made.pdf(), "policy.pdf")
    response = browser.fill(url)
    assert response.status_code == 422
    assert "Choose what the file proves." in Page(response.text).text


def test_the_upload_button_without_a_file_asks_for_one(browser: Client, filing: Filing) -> None:
    response = browser.fill(address(filing, "evidence"), upload="1")
    assert response.status_code == 422
    assert "Choose a file first." in Page(response.text).text


def test_nobody_waits_while_a_file_is_read(
    browser: Client, filing: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    check = uploads.check

    def watched(*arguments: Any) -> uploads.Accepted:
        held.append(db.session().in_transaction())
        return check(*arguments)

    monkeypatch.setattr(uploads, "check", watched)
    assert send(browser, address(filing, "statement"), made.pdf()).status_code == 303
    assert held == [False]
