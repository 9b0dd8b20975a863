"""The people of the story, and what they have at hand."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pyotp
from playwright.sync_api import Page
from sqlalchemy import select

from registry import obligations, organisations, storage
from registry.accounts import services
from registry.extensions import db
from registry.models import (
    FilerRole,
    ListingState,
    Market,
    Organisation,
    ReportingClass,
    StaffRole,
    User,
)
from tests import factories as make
from tests.browser.typing import press
from tests.uploads.made import pdf

NAME = "Contoh Sarung Tangan Berhad"
PASSWORD = "copper meadow violin thursday"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30
PREPARER = "preparer@contoh.example"
APPROVER = "approver@contoh.example"
SIGNATORY = "signatory@contoh.example"
OFFICER = "officer@regulator.example"


def settle_in(language: str) -> None:
    """A company that has to file for 2026, with the people who will, and the officer who reads."""
    organisation = _the_company()
    preparer = _account("Nur Preparer", PREPARER, language)
    make.a_filer(organisation, second_factor=False, **preparer)
    role = FilerRole.SIGNATORY
    signatory = make.a_filer(organisation, role, **_account("Tan Signatory", SIGNATORY, language))
    officer = make.a_user(staff=StaffRole.OFFICER, **_account("Devi Officer", OFFICER, language))
    for person in (signatory, officer):
        services.enrol_totp(person, SECRET)
        _used.pop(person.email, None)


def with_an_approver(language: str) -> None:
    """The same company, where somebody stands by each page before it is signed."""
    settle_in(language)
    organisation = db.session.scalars(select(Organisation)).one()
    account = _account("Daniel Approver", APPROVER, language)
    make.a_filer(organisation, FilerRole.APPROVER, second_factor=False, **account)
    preparer = db.session.scalars(select(User).where(User.email == PREPARER)).one()
    filing = make.a_filing(organisation, by=preparer, pages=make.complete_answers())
    file = storage.put(BytesIO(pdf("Statement", "against forced labour"))).sha256
    make.a_document(filing, by=preparer, sha256=file, text="Statement against forced labour")


def _the_company() -> Organisation:
    record = organisations.OrganisationRecord(
        name=NAME,
        ssm_number="201901000005",
        stock_code="7123",
        market=Market.MAIN,
        listing_state=ListingState.LISTED,
        sector="industrial",
        target_sector="manufacturing",
        state="SGR",
        classes=((date(2023, 1, 1), ReportingClass.LISTED_COMPANY, ""),),
    )
    [number] = organisations.add([record])
    obligations.open_year(2026)
    return db.session.get_one(Organisation, number)


def _account(name: str, email: str, language: str) -> dict[str, Any]:
    return {"name": name, "email": email, "language": language, "password": PASSWORD}


_used: dict[str, int] = {}
"""The step of the last code of each person: a code works once."""


def code(whose: str = "") -> str:
    """What the app on a phone shows now, or next, where the person has used that one."""
    now = int(time.time()) // STEP
    step = max(now, _used.get(whose, 0) + 1)
    _used[whose] = step
    if step > now + 1:
        time.sleep((step - 1) * STEP - time.time() + 1)
    return pyotp.TOTP(SECRET).at(step * STEP)


def the_answers() -> dict[str, dict[str, Any]]:
    """A careful company that found that workers had paid for medical checks, and repaid them."""
    answers = make.complete_answers()
    answers["corridors"]["corridors"] = [
        make.a_corridor(workers_reporting_fee=20, highest_paid_myr="200.00")
    ]
    answers["fees"]["fees"] = [line for c in make.CATEGORIES for line in _typed_lines(c)]
    rows = answers["commitments"]["commitments"]
    answers["commitments"]["commitments"] = [_without(row, {"number"}) for row in rows]
    return answers


def _typed_lines(category: str) -> list[dict[str, Any]]:
    """What is typed for a category: of a repayment only where workers had paid."""
    repaid = {"reimbursed_myr": "10000.00", "reimbursed_workers": 50, "reimbursed_on": "2025-12-01"}
    paid = {"by_workers": "10000.00", **repaid} if category == "MED" else {}
    unasked = set() if paid else {"recruited_on", "reimbursed_myr", "reimbursed_workers"}
    employer, workers = make.fee_lines(category, **paid)
    unasked_of_employer = {"recruited_on", "reimbursed_myr", "reimbursed_workers"}
    return [_without(employer, unasked_of_employer), _without(workers, unasked)]


def _without(line: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in names}


@dataclass(frozen=True)
class Visitor:
    """Somebody at a browser of their own, reading in one language."""

    page: Page
    language: str

    def go(self, place: str = "") -> Page:
        self.page.goto(f"/{self.language}/{place}")
        return self.page

    def sign_in(self, email: str, place: str) -> "Visitor":
        """Go somewhere closed: the register asks who it is, and leads on after the answer."""
        page = self.go(place)
        page.locator("[name=email]").fill(email)
        page.locator("[name=password]").fill(PASSWORD)
        press(page)
        if email not in {PREPARER, APPROVER}:
            page.locator("[name=code]").fill(code(email))
            press(page)
        page.wait_for_url(f"**/{self.language}/{place}")
        return self
