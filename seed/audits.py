"""The fictional audits of short filings: one confirmed, one for which evidence was asked."""

from datetime import date, timedelta

from registry import audits
from registry.extensions import db
from registry.models import AuditAct, Filing, User
from registry.review import auditing
from seed.scene import moment

DRAWN_ON = {2025: date(2026, 3, 2), 2026: date(2026, 11, 9)}
CONFIRMED = (
    "We read the payroll of three months with nationalities, the tenancy and the cleaning contract"
    " of the landlord, and visited the office. Nobody from abroad works there."
)
ASKED = (
    "Please send the payroll of March and September with nationalities, and every contract under"
    " which others work in your office."
)


def play(officer: User) -> None:
    """Draw for two years; what was drawn for the earlier one is decided."""
    for year, day in DRAWN_ON.items():
        made = audits.draw(year, at=moment(day))
        drawn = made.drawn if made else []
        for filing in db.session.query(Filing).filter(Filing.reference.in_(drawn)):
            asked_at = moment(day + timedelta(days=2))
            auditing.ask(filing, by=officer, at=asked_at, text=ASKED)
            if year == min(DRAWN_ON):
                done = moment(day + timedelta(days=40))
                act = AuditAct.CONFIRMED
                auditing.decide(filing, act, by=officer, at=done, reason=CONFIRMED)
