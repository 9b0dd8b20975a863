"""Next year's filing in a real browser: last year's answers come back, and three figures changed.

It prints how many fields were touched, and how many pages confirmed.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from registry import obligations
from registry.extensions import db
from registry.forms.filing import PAGES
from registry.models import Filing, Organisation
from tests import factories as make
from tests.browser import people
from tests.browser.people import Visitor, settle_in
from tests.browser.test_story import STATEMENT, send_for_signature, sign, upload
from tests.browser.typing import answer, press
from tests.server import Live

CHANGED = {
    "workforce": {"workforce-2-headcount": 131},
    "movement": {"doc_passes_total": 171},
    "cases": {"grv_cases_women": 10},
}
"""The three figures of the year that are not those of last year."""
ANEW = {
    "period": {"period_confirmed": "yes"},
    "governance": {"gov_approved_on": "2026-03-30"},
    "wages": {"wages-0-month": "2026-12-01", "wages-1-month": "2026-12-01"},
    "findings": {"findings_found": "no"},
    "training": {f"training-{row}-held_on": "2026-04-10" for row in range(3)},
    "measures": {
        "kpis-0-current": 0,
        "kpis-1-current": 100,
        "kpis-2-current": 20,
    },
    "followup": {"followed-0-outcome": "met", "followed-0-reached": 100},
    "commitments": {"commitments_made": "no"},
}
"""What can only be true of one year."""


@dataclass
class Count:
    """What the preparer had to do."""

    changed: int = 0
    anew: int = 0
    ticks: int = 0
    pages: int = 0
    files: int = 0

    def __str__(self) -> str:
        return (
            f"{self.changed} figures changed, {self.anew} answers asked anew, "
            f"{self.files} file uploaded, {self.ticks} boxes ticked that figures were checked, "
            f"{self.pages} pages saved; of {self.questions} questions and cells in all"
        )

    questions: int = field(default=0)


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def visitor(
    request: pytest.FixtureRequest, live: Live, open_browser: Callable[..., Page]
) -> Callable[[], Visitor]:
    """Somebody at a browser, on a register where a company has filed and files again."""
    with live.app.app_context():
        settle_in("en")
        _last_years_statement()
        db.session.commit()
    return lambda: Visitor(open_browser(live.url, javascript=request.param), "en")


def _last_years_statement() -> None:
    """The company's statement for 2026, published, and its entry for 2027."""
    organisation = db.session.scalars(db.select(Organisation)).one()
    filing = make.a_filing(organisation, pages=make.complete_answers())
    make.published(filing)
    obligations.open_year(2027)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_company_files_again_with_three_figures_changed(visitor, live, capsys):
    preparer = visitor().sign_in(people.PREPARER, "filings/")
    reference = begin_with_last_year(preparer)
    count = Count()
    for name in PAGES:
        go_through(preparer.page, name, count)
    expect(preparer.page.locator("#gaps")).to_have_count(0)
    with live.app.app_context():
        count.questions = _answers_given(reference)
    with capsys.disabled():
        sys.stdout.write(f"\n{count}\n")
    assert count.changed == 3
    assert count.changed + count.anew < count.questions / 10
    send_for_signature(preparer, reference)
    signatory = visitor().sign_in(people.SIGNATORY, f"filings/{reference}/")
    sign(signatory, reference, version=1)


def begin_with_last_year(preparer: Visitor) -> str:
    page = preparer.page
    page.locator('a[href$="/2027"][href*="/filings/start/"]').click()
    expect(page.locator('[name="begin"][value="last_year"]')).to_be_checked()
    press(page)
    expect(page.locator(".task-list .tag", has_text="To confirm").first).to_be_visible()
    reference = page.url.rstrip("/").rpartition("/")[2]
    page.locator(".task-list a").first.click()
    return reference


def go_through(page: Page, name: str, count: Count) -> None:
    """Change what changed, answer what is asked anew, tick that figures were checked, go on."""
    page.wait_for_url(re.compile(f"/pages/{name}$"))
    count.changed += _enter(page, CHANGED.get(name, {}))
    count.anew += _enter(page, ANEW.get(name, {}))
    if name == "fees":
        page.locator("#fees a").click()
        page.wait_for_url(re.compile(f"/fees/{make.CORRIDOR}$"))
        _confirm(page, count)
        page.wait_for_url(re.compile("/pages/fees$"))
    if name == "statement":
        upload(page, "statement.pdf", STATEMENT)
        count.files += 1
    _confirm(page, count)


def _enter(page: Page, answers: Mapping[str, Any]) -> int:
    for name, value in answers.items():
        answer(page, name, value)
    return len(answers)


def _confirm(page: Page, count: Count) -> None:
    tick = page.locator("main [name=figures_checked]")
    if tick.count():
        tick.check()
        count.ticks += 1
    press(page)
    count.pages += 1


def _answers_given(reference: str) -> int:
    """How many answers and cells the draft holds."""
    filing = db.session.scalars(db.select(Filing).where(Filing.reference == reference)).one()
    values = [value for page in filing.pages for value in page.answers.values()]
    return sum(sum(len(row) for row in value) if _is_table(value) else 1 for value in values)


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
