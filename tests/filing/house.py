"""A company at work on its filing: who does what in it."""

import time
from typing import Any

import pyotp
from sqlalchemy import select

from registry.accounts import services as accounts
from registry.extensions import db
from registry.filing import versions
from registry.models import FilerRole, OutboxMessage, User
from tests import factories as make

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class House:
    """A company with a preparer and a signatory, and its complete filing for 2026."""

    def __init__(self) -> None:
        self.organisation = make.an_organisation("Contoh Sarung Tangan Berhad")
        self.preparer = make.a_filer(self.organisation, name="Nur Preparer")
        self.signatory = make.a_filer(
            self.organisation, FilerRole.SIGNATORY, name="Tan Signatory", language="ms"
        )
        accounts.enrol_totp(self.signatory, SECRET)
        self.filing = make.a_filing(
            self.organisation, by=self.preparer, pages=make.complete_answers()
        )
        make.a_document(self.filing, by=self.preparer)

    @property
    def reference(self) -> str:
        return self.filing.reference

    def url(self, step: str = "", lang: str = "en") -> str:
        return f"/{lang}/filings/{self.reference}/{step}"

    def consent(self, signatory: User | None = None) -> dict[str, Any]:
        """What a signatory fills in who has read the filing and has their phone at hand."""
        signatory = signatory or self.signatory
        signatory.totp_counter = None
        return {"declaration": "y", "post": "Executive director", "code": code()}

    def signature(self, signatory: User | None = None) -> dict[str, Any]:
        """The same, with what the page itself sends back."""
        return {**self.consent(signatory), "seen": versions.digest_now(self.filing)}


def code() -> str:
    """What the app on a phone shows now."""
    return str(pyotp.TOTP(SECRET).at(int(time.time())))


def letters_to(user) -> list[OutboxMessage]:
    """What the outbox holds for a person, oldest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.recipient == user.email)
            .order_by(OutboxMessage.id)
        )
    )
