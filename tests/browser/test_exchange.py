"""A filing is taken away as a workbook, changed, and brought in again; also without scripts."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from registry.exchange import FORMAT
from registry.extensions import db
from registry.models import Filing
from tests import factories as make
from tests.browser.typing import press
from tests.server import Live


@pytest.fixture
def filing(live: Live) -> dict[str, str]:
    """A complete filing, and the session of who prepares it."""
    with live.app.app_context():
        filing = make.a_filing()
        preparer = make.a_filer(filing.organisation)
        make.saved(filing, make.complete_answers(), by=preparer)
        db.session.commit()
        cookie = live.app.test_client().sign_in(preparer).get_cookie("session").value
        return {"reference": filing.reference, "cookie": cookie}


def opened(live: Live, open_browser: Any, filing: dict[str, str], lang: str, **how: Any) -> Any:
    page = open_browser(live.url, **how)
    page.goto("/robots.txt")
    page.context.add_cookies([{"name": "session", "value": filing["cookie"], "url": page.url}])
    page.goto(f"/{lang}/filings/{filing['reference']}/")
    page.locator(f'a[href$="/{filing["reference"]}/exchange"]').click()
    return page


def without_cases(data: bytes, tmp_path: Path) -> Path:
    """The workbook after a person changed three answers and one row of it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[1]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    sheet.cell(rows["grv_cases_received"], 3).value = 31
    sheet.cell(rows["grv_median_days"], 3).value = None
    sheet.cell(rows["grv_channels:union"], 3).value = "Ya"
    file = tmp_path / "filing.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize("lang", ["en", "ms"])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_workbook_goes_out_and_comes_back(
    live, open_browser, filing, axe, screenshot, tmp_path, lang, javascript
):
    phone = lang == "ms"
    page = opened(live, open_browser, filing, lang, javascript=javascript, phone=phone)
    screenshot(page, f"exchange-{lang}")
    with page.expect_download() as download:
        page.locator('a[href$="/export/filing.xlsx"]').first.click()
    page.set_input_files(
        "input[type=file]", without_cases(Path(download.value.path()).read_bytes(), tmp_path)
    )
    press(page)
    page.locator('input[name="pages"]').first.wait_for()
    for folded in page.locator("section details summary").all():
        folded.click()
    if javascript:
        axe(page)
    screenshot(page, f"import-preview-{lang}")
    assert page.locator('input[name="pages"]').count() == 2
    page.locator("main form button:visible").last.click()
    page.wait_for_url(f"**/{filing['reference']}/")
    with live.app.app_context():
        kept = db.session.query(Filing).filter_by(reference=filing["reference"]).one()
        said = {name: value for p in kept.pages for name, value in p.answers.items()}
    assert said["grv_cases_received"] == 31
    assert "grv_median_days" not in said
    assert "union" in said["grv_channels"]


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_mistakes_are_listed_where_people_can_read_them(
    live, open_browser, filing, axe, screenshot, lang
):
    page = opened(live, open_browser, filing, lang, phone=lang == "ms")
    wrong = {"format": FORMAT, "grv_cases_received": "many", "fees": [{"payer": "nobody"}],
             "grv_chanels": []}  # fmt: skip
    data = json.dumps(wrong).encode()
    file = {"name": "filing.json", "mimeType": "application/json", "buffer": data}
    page.set_input_files("input[type=file]", file)
    press(page)
    page.locator("table caption").first.wait_for()
    axe(page)
    screenshot(page, f"import-mistakes-{lang}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
