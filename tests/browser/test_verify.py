"""Verifying a receipt in a browser: dropped or chosen with scripts, sent without."""

import base64
from io import BytesIO

import pytest
from playwright.sync_api import expect

from registry import storage
from registry.extensions import db
from tests import factories as make
from tests.uploads.made import pdf

DROP = """([zone, name, content]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: "application/pdf" }));
  const dropped = { dataTransfer: carried, bubbles: true, cancelable: true };
  const place = document.querySelector(zone);
  place.dispatchEvent(new DragEvent("dragover", dropped));
  place.dispatchEvent(new DragEvent("drop", dropped));
}"""
YES = "issued by this register, unchanged"
UNKNOWN = "Unknown to this register"


@pytest.fixture
def receipt(live):
    """The bytes of a receipt that the register gave out."""
    with live.app.app_context():
        organisation = make.an_organisation("Contoh Resit Berhad")
        filing = make.a_filing(organisation, pages=make.complete_answers())
        statement = storage.put(BytesIO(pdf("Statement", "against forced labour"))).sha256
        make.a_document(filing, by=make.a_filer(organisation), sha256=statement)
        version = make.published(filing)
        assert version.version == 1
        with storage.open(filing.latest_version.receipt_sha256) as file:
            content = file.read()
        db.session.commit()
    return content


def drop(page, content):
    encoded = base64.b64encode(content).decode()
    page.evaluate(DROP, ["form[data-verify]", "receipt.pdf", encoded])


def choose(page, content):
    file = {"name": "receipt.pdf", "mimeType": "application/pdf", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()


@pytest.mark.parametrize("give", [drop, choose])
def test_a_file_is_verified_and_stays_on_the_device(live, open_browser, axe, receipt, give):
    page = open_browser(live.url)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto("/en/verify")
    give(page, receipt)
    expect(page.locator("#verified")).to_contain_text(YES)
    expect(page.locator("#verified")).to_contain_text("Contoh Resit Berhad")
    axe(page)
    page.goto("/en/verify")
    give(page, receipt[:-1] + b"\n\n")
    expect(page.locator("#verified")).to_contain_text(UNKNOWN)
    axe(page)
    assert set(sent) == {"GET"}


def test_without_scripts_the_file_is_sent(live, open_browser, receipt):
    page = open_browser(live.url, javascript=False)
    page.goto("/en/verify")
    choose(page, receipt)
    expect(page.locator("#verified")).to_contain_text(YES)
    page.goto("/en/verify")
    choose(page, receipt + b" ")
    expect(page.locator("#verified")).to_contain_text(UNKNOWN)
