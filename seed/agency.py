"""A fictional agency that prepares the filings of several companies, and an open invitation."""

from collections.abc import Sequence

from sqlalchemy import select

from registry.accounts import appointing, invitations
from registry.extensions import db
from registry.models import Authority, AuthorityStatus, FilerRole, Organisation, User
from seed.people import OPENED_AT
from seed.scene import LAST_DAY, moment

NAME = "Perkhidmatan Korporat Contoh Sdn Bhd"
SSM_NUMBER = "201901999901"
CLIENTS = 6
"""More than a person's own desk shows one by one."""


def play(agent: User, officer: User, ids: Sequence[int]) -> None:
    """Confirm the agency, appoint it for the first companies, and invite a colleague there."""
    agency = appointing.register(agent, name=NAME, ssm_number=SSM_NUMBER, at=OPENED_AT)
    appointing.decide(
        agency, by=officer, accept=True, reason="Its secretary's licence was seen.", at=OPENED_AT
    )
    for organisation_id in ids[:CLIENTS]:
        organisation = db.session.get_one(Organisation, organisation_id)
        signatory = _signatory(organisation_id)
        appointing.appoint(
            agency,
            organisation,
            role=FilerRole.PREPARER,
            by=signatory,
            reason="It keeps our payroll.",
            at=OPENED_AT,
        )
        if organisation_id == ids[0]:
            invitations.invite(
                signatory,
                organisation=organisation,
                email="pelulus.baharu@contoh.example",
                role=FilerRole.APPROVER,
                at=moment(LAST_DAY),
            )


def _signatory(organisation_id: int) -> User:
    return db.session.scalars(
        select(User)
        .join(Authority, Authority.user_id == User.id)
        .where(
            Authority.organisation_id == organisation_id,
            Authority.role == FilerRole.SIGNATORY,
            Authority.status == AuthorityStatus.ACCEPTED,
        )
        .order_by(User.id)
        .limit(1)
    ).one()
