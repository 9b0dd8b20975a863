"""Fictional people: the demonstration accounts, and those who act for each organisation."""

import base64
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from registry.accounts import services as accounts
from registry.accounts.demonstration import PASSWORD
from registry.extensions import db
from registry.models import FilerRole, Organisation, StaffRole, User

OPENED_AT = datetime(2023, 12, 4, 2, 0, tzinfo=UTC)
"""The morning on which the fictional register opened."""


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account, and what to try with it."""

    email: str
    name: str
    role: StaffRole | FilerRole
    try_this: str
    language: str = "en"


ACCOUNTS = (
    Account("preparer@demo.example", "Aisyah Ramli", FilerRole.PREPARER,
            "open the 2026 draft of Kenyalara Electronics, fill its pages, look at the check"),
    Account("approver@demo.example", "Daniel Lim", FilerRole.APPROVER,
            "send that draft for signature"),
    Account("signatory@demo.example", "Puan Sri Devi Nair", FilerRole.SIGNATORY,
            "sign and file what waits for a signature, keep the receipt"),
    Account("agent@demo.example", "Melati Hassan", FilerRole.PREPARER,
            "see the filings of six companies that an agency prepares"),
    Account("officer@demo.example", "Farid Osman", StaffRole.OFFICER,
            "read the queue, return a filing or publish it"),
    Account("senior@demo.example", "Nurul Huda", StaffRole.SENIOR_OFFICER,
            "decide who may act for an organisation, draft other rules and try them", "ms"),
    Account("administrator@demo.example", "Grace Tan", StaffRole.ADMINISTRATOR,
            "give and take staff roles, adopt the rules that the senior officer proposes"),
    Account("monitor@demo.example", "Kumar Selvam", StaffRole.MONITOR,
            "read everything that was filed, change nothing"),
)  # fmt: skip


def staff() -> dict[StaffRole, User]:
    """The regulator's fictional staff."""
    people = {}
    for account in ACCOUNTS:
        if isinstance(account.role, StaffRole):
            user = _added(account)
            accounts.grant_staff_role(
                user, role=account.role, by=None, reason="Demonstration", at=OPENED_AT
            )
            people[account.role] = user
    return people


AGENT = "agent@demo.example"
"""Acts for nobody but through an agency."""


def demonstration_filers() -> dict[FilerRole, User]:
    return {
        a.role: _added(a) for a in ACCOUNTS if isinstance(a.role, FilerRole) and a.email != AGENT
    }


def agent() -> User:
    return _added(next(account for account in ACCOUNTS if account.email == AGENT))


def house(organisation: Organisation, number: int) -> dict[FilerRole, User]:
    """Two people of an organisation: one prepares, another signs."""
    return {
        role: accounts.create_user(
            f"{role}{number}@contoh.example",
            name=name,
            at=OPENED_AT,
            language="ms" if number % 2 else "en",
            demonstration=False,
        )
        for role, name in (
            (FilerRole.PREPARER, f"Penyedia {number}"),
            (FilerRole.SIGNATORY, f"Pengarah {number}"),
        )
    }


def authorise(organisation: Organisation, people: dict[FilerRole, User], *, by: User) -> None:
    """Each person asks to act for the organisation, and an officer accepts."""
    for role, person in people.items():
        authority = accounts.request_authority(
            person,
            organisation=organisation,
            role=role,
            reason="Named in the letter of the company secretary",
            at=OPENED_AT,
        )
        accounts.decide_authority(
            authority, by=by, accept=True, reason="Letter checked by telephone", at=OPENED_AT
        )


def introduction() -> list[str]:
    """One line for each demonstration account: who it is, how to sign in, what to try."""
    known = set(db.session.scalars(select(User.email)))
    width = max(len(account.email) for account in ACCOUNTS)
    return [
        f"  {account.email:<{width}}  {account.try_this}"
        for account in ACCOUNTS
        if account.email in known
    ]


def _added(account: Account) -> User:
    user = accounts.create_user(
        account.email,
        name=account.name,
        at=OPENED_AT,
        password=PASSWORD,
        language=account.language,
        demonstration=True,
    )
    if account.role is FilerRole.SIGNATORY or isinstance(account.role, StaffRole):
        accounts.enrol_totp(user, base64.b32encode(secrets.token_bytes(20)).decode())
    return user
