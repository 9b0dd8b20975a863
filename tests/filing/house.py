"""A company at work on its filing: who does what in it."""

from sqlalchemy import select

from registry.extensions import db
from registry.models import FilerRole, OutboxMessage
from tests import factories as make


class House:
    """A company with a preparer and a signatory, and its complete filing for 2026."""

    def __init__(self) -> None:
        self.organisation = make.an_organisation("Contoh Sarung Tangan Berhad")
        self.preparer = make.a_filer(self.organisation, name="Nur Preparer")
        self.signatory = make.a_filer(
            self.organisation, FilerRole.SIGNATORY, name="Tan Signatory", language="ms"
        )
        self.filing = make.a_filing(
            self.organisation, by=self.preparer, pages=make.complete_answers()
        )
        make.a_document(self.filing, by=self.preparer)

    @property
    def reference(self) -> str:
        return self.filing.reference

    def url(self, step: str = "", lang: str = "en") -> str:
        return f"/{lang}/filings/{self.reference}/{step}"


def letters_to(user) -> list[OutboxMessage]:
    """What the outbox holds for a person, oldest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.recipient == user.email)
            .order_by(OutboxMessage.id)
        )
    )
