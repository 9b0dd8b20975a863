"""The people of the story, and what they have at hand."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyotp
from playwright.sync_api import Page

from registry import obligations, organisations
from registry.accounts import services
from registry.extensions import db
from registry.models import (
    FilerRole,
    ListingState,
    Market,
    Organisation,
    ReportingClass,
    StaffRole,
)
from tests import factories as make
from tests.browser.typing import press

NAME = "Contoh Sarung Tangan Berhad"
PASSWORD = "copper meadow violin thursday"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PREPARER = "preparer@contoh.example"
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


def code() -> str:
    """What the app on a phone shows now."""
    return pyotp.TOTP(SECRET).at(int(time.time()))


def the_answers() -> dict[str, dict[str, Any]]:
    """A careful company that found that workers had paid for medical checks, and repaid them."""
    answers = make.complete_answers()
    answers["corridors"]["corridors"] = [
        make.a_corridor(workers_reporting_fee=20, highest_paid_myr="200.00")
    ]
    answers["fees"]["fees"] = [line for c in make.CATEGORIES for line in _typed_lines(c)]
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
        if email != PREPARER:
            page.locator("[name=code]").fill(code())
            press(page)
        page.wait_for_url(f"**/{self.language}/{place}")
        return self
