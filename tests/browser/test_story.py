"""The main story, in a real browser: a company files, a regulator reviews, the public reads.

In both languages, with JavaScript and without.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from registry.extensions import db
from registry.forms.filing import PAGES
from tests.browser import people
from tests.browser.people import Visitor, settle_in, the_answers
from tests.browser.spreadsheets import fill_template
from tests.browser.typing import answer, answer_all, fill_fee_line, press
from tests.server import Live
from tests.uploads.made import pdf

STATEMENT = pdf("Statement against forced labour and trafficking", "Approved by the board")
COMMENT = "Two passes were counted twice. Please correct the total."
REPLY = "We have asked every worker again and will publish what we hear."


@dataclass(frozen=True)
class Way:
    """How the story is lived: the language, with or without JavaScript, how fees are typed in."""

    language: str
    javascript: bool
    fees: str


WAYS = {
    "english": Way("en", javascript=True, fees="xlsx"),
    "malay": Way("ms", javascript=True, fees="form"),
    "english-without-javascript": Way("en", javascript=False, fees="form"),
    "malay-without-javascript": Way("ms", javascript=False, fees="csv"),
}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request: pytest.FixtureRequest) -> Way:
    return request.param


@pytest.fixture
def visitor(live: Live, way: Way, open_browser: Callable[..., Page]) -> Callable[[], Visitor]:
    """Somebody new at a browser, on a register where one company has to file."""
    with live.app.app_context():
        settle_in(way.language)
        db.session.commit()
    return lambda: Visitor(open_browser(live.url, javascript=way.javascript), way.language)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_company_files_a_regulator_publishes_and_the_public_reads(visitor, way, tmp_path):
    preparer = visitor().sign_in(people.PREPARER, "filings/")
    reference = start_the_filing(preparer)
    fill_every_page(preparer, way.fees, tmp_path)
    grade = read_the_result_as_it_would_be(preparer)
    send_for_signature(preparer, reference)

    signatory = visitor().sign_in(people.SIGNATORY, f"filings/{reference}/")
    sign(signatory, reference, version=1)
    keep_the_receipt(signatory, tmp_path)

    officer = visitor().sign_in(people.OFFICER, "review/")
    return_with_a_comment(officer, reference)
    correct_what_was_asked(preparer, reference)
    send_for_signature(preparer, reference)
    sign(signatory, reference, version=2)
    digest = keep_the_receipt(signatory, tmp_path)
    publish(officer, reference)

    reader = visitor()
    find_the_statement(reader)
    expect(reader.page.locator("#findings")).to_have_count(0)
    reply_to_the_assessment(signatory, reference)
    find_the_statement(reader)
    read_the_statement(reader.page, grade, digest)
    take_the_data_away(reader, digest)


def start_the_filing(preparer: Visitor) -> str:
    """Begin from the list of what is due; say the reference that the filing got."""
    preparer.page.locator('a[href*="/filings/start/"]').click()
    press(preparer.page)
    expect(preparer.page.locator(".task-list a")).to_have_count(len(PAGES))
    return preparer.page.url.rstrip("/").rpartition("/")[2]


def fill_every_page(preparer: Visitor, fees: str, folder: Path) -> None:
    """From the first page of the task list to the check, by "save and continue"."""
    page, answers = preparer.page, the_answers()
    page.locator(".task-list a").first.click()
    for name in PAGES:
        page.wait_for_url(f"**/pages/{name}")
        if name == "fees":
            fill_the_fee_table(page, answers["fees"]["fees"], fees, folder)
        elif name == "evidence":
            add_evidence(page)
        else:
            if name == "statement":
                upload(page, "statement.pdf", STATEMENT)
            answer_all(page, answers[name])
        press(page)
    page.wait_for_url("**/check")


def fill_the_fee_table(page: Page, lines: list, fees: str, folder: Path) -> None:
    """Line by line in the form of the corridor, or all at once in the template."""
    if fees != "form":
        fill_the_fee_template(page, lines, fees, folder)
        return
    page.locator("#fees a").click()
    page.wait_for_url("**/pages/fees/NPL-manufacturing")
    for line in lines:
        fill_fee_line(page, line)
    press(page)
    page.wait_for_url("**/pages/fees")


def fill_the_fee_template(page: Page, lines: list, kind: str, folder: Path) -> None:
    with page.expect_download() as download:
        page.locator(f'a[href$="fee-template.{kind}"]').click()
    template = folder / f"fees.{kind}"
    download.value.save_as(template)
    fill_template(template, lines)
    page.locator('a[href$="/fee-upload"]').click()
    page.locator("[name=file]").set_input_files(template)
    press(page)
    expect(page.locator("main table tbody tr")).to_have_count(1)
    press(page)
    page.wait_for_url("**/pages/fees")
    expect(page.locator("#fees .tag-success")).to_be_visible()


def upload(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.locator("[name=file]").set_input_files(file)
    page.locator("button[name=upload]").click()
    expect(page.locator("[name=remove_file]")).to_be_visible()


def add_evidence(page: Page) -> None:
    upload(page, "policy.pdf", pdf("Recruitment policy: the employer pays"))
    row = {"title": "Recruitment policy", "criterion": "general", "kind": "document"}
    answer_all(page, {"evidence": [row]})


def read_the_result_as_it_would_be(preparer: Visitor) -> str:
    """The grade that the check page foresees; every rule stands there with its reason."""
    page = preparer.page
    expect(page.locator("#gaps")).to_have_count(0)
    assert page.locator(".finding").count() > 20
    return grade_on(page)


def grade_on(page: Page) -> str:
    letter = page.locator(".assessment .grade-letter").inner_text()
    assert re.search(r"[A-E]$", letter)
    return letter


def send_for_signature(preparer: Visitor, reference: str) -> None:
    page = preparer.go(f"filings/{reference}/")
    page.locator('form[action$="/ready"] button.button').click()
    expect(page.locator('form[action$="/ready"]')).to_have_count(0)


def sign(signatory: Visitor, reference: str, *, version: int) -> None:
    page = signatory.go(f"filings/{reference}/")
    page.locator('a[href$="/sign"]').click()
    digest = page.locator(".digest").inner_text().strip()
    page.locator("[name=post]").fill("Executive director")
    page.locator("[name=declaration]").check()
    page.locator("[name=code]").fill(people.code(people.SIGNATORY))
    if version > 1:
        page.locator("[name=change_note]").fill("The number of passes is corrected.")
    press(page)
    page.wait_for_url(f"**/filed/{version}")
    expect(page.locator(".digest")).to_have_text(digest)


def keep_the_receipt(signatory: Visitor, folder: Path) -> str:
    """Download the receipt: it carries the hash that the page shows."""
    page = signatory.page
    digest = page.locator(".digest").inner_text().strip()
    with page.expect_download() as download:
        page.locator('a[href*="/receipt/"]').click()
    receipt = folder / "receipt.pdf"
    download.value.save_as(receipt)
    assert digest in text_of_pdf(receipt)
    return digest


def text_of_pdf(file: Path) -> str:
    """The words of a PDF, without any space, so that broken lines do not matter."""
    document = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def return_with_a_comment(officer: Visitor, reference: str) -> None:
    page = officer.page
    page.locator(f'main table a[href*="{reference}"]').click()
    comment = page.locator('[name="comment:movement.doc_passes_total"]')
    page.locator("details", has=comment).locator("summary").click()
    comment.fill(COMMENT)
    decide(page, "return", "")


def decide(page: Page, decision: str, note: str) -> None:
    answer(page, "decision", decision)
    page.locator("[name=note]").fill(note)
    press(page, within="#decide")
    page.wait_for_url("**/review/")


def correct_what_was_asked(preparer: Visitor, reference: str) -> None:
    """The list shows what the officer asked; the comment leads to its page and stands there."""
    page = preparer.go(f"filings/{reference}/")
    page.locator(".notice", has_text=COMMENT).locator("a").click()
    page.wait_for_url(re.compile("/pages/movement"))
    expect(page.locator(".notice", has_text=COMMENT)).to_be_visible()
    answer(page, "doc_passes_total", 158)
    press(page)
    page.wait_for_url(re.compile("/pages/wages"))


def publish(officer: Visitor, reference: str) -> None:
    page = officer.go(f"review/{reference}/")
    decide(page, "publish", "Read and found complete.")


def find_the_statement(reader: Visitor) -> None:
    """From the first page, by the search that anybody can use."""
    page = reader.go()
    page.locator("form[role=search] [name=q]").fill("sarung tangan")
    page.keyboard.press("Enter")
    page.locator(".register-table a", has_text=people.NAME).click()
    expect(page.locator("#fees")).to_be_visible()


def reply_to_the_assessment(signatory: Visitor, reference: str) -> None:
    page = signatory.go(f"filings/{reference}/")
    page.locator('a[href$="/reply"]').click()
    answer(page, "answer", "reply")
    page.locator("[name=text]").fill(REPLY)
    press(page)
    page.wait_for_url(f"**/filings/{reference}/")


def read_the_statement(page: Page, grade: str, digest: str) -> None:
    """Grade, reply, fees, findings with their sources, answers and version, as they were made."""
    assert grade_on(page) == grade
    expect(page.locator(".reply-text")).to_have_text(REPLY)
    expect(page.locator(".cost-table", has_text="10,000.00")).to_have_count(1)
    assert page.locator("#findings .finding").count() > 20
    assert page.locator("#findings .citations li").count() > 20
    expect(page.locator("#answers dd", has_text=re.compile(r"^158$"))).to_have_count(1)
    expect(page.locator("#versions .timeline li")).to_have_count(1)
    expect(page.locator("#versions")).to_contain_text(digest)


def take_the_data_away(reader: Visitor, digest: str) -> None:
    """The document, the statement as JSON and the list as CSV hold what was filed."""
    page = reader.page
    assert fetched(page, 'a[href$="/document.pdf"]') == STATEMENT
    assert digest in fetched(page, 'aside a[href*="/api/v1/statements/"]').decode()
    reader.go("register")
    table = fetched(page, 'a[href*="register.csv"]').decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert people.NAME in row.values()


def fetched(page: Page, link: str) -> bytes:
    response = page.request.get(page.locator(link).get_attribute("href") or "")
    assert response.ok
    return response.body()
