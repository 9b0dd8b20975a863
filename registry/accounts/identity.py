"""How a person becomes sure: an address at the company's domain, or the company secretary.

Nothing here commits or reads the clock.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from flask_security import hash_password, verify_password
from sqlalchemy import select

from registry import assurance, mail_domains, notices
from registry.accounts import acting, services
from registry.assurance import Tier
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    FactKind,
    FilerRole,
    InvalidTransition,
    Organisation,
    SecretaryCode,
    User,
)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody takes for one another."""
LENGTH = 8
TRIES = 5
CODE_HOLDS = timedelta(days=7)


def may_begin(user: User, organisation: Organisation) -> str | None:
    """The domain on whose strength the person may prepare at once, or None.

    Whom somebody refused or sent away asks again, and a person decides.
    """
    if user.is_staff or acting.was_turned_away(user, organisation.id):
        return None
    if FilerRole.PREPARER in user.roles_for(organisation.id):
        return None
    return assurance.domain_of(user, organisation)


def within_reach(user: User) -> list[Organisation]:
    """The organisations that the person may prepare for at once."""
    domain = mail_domains.of_address(user.email) if user.confirmed_at else None
    found = acting.of_domain(domain) if domain else []
    return [organisation for organisation in found if may_begin(user, organisation)]


def begin(user: User, *, organisation: Organisation, at: datetime) -> Authority:
    """Make somebody at the organisation's domain its preparer at once, and tell the others."""
    domain = may_begin(user, organisation)
    if domain is None:
        raise services.NotAllowed("only who has an address at a domain of it begins at once")
    reason = f"Confirmed mail address at {domain}"
    authority = accept(user, organisation, FilerRole.PREPARER, reason=reason, at=at)
    assurance.add_fact(
        FactKind.ADDRESS_AT_DOMAIN, organisation, about=user, by=user, value=domain, at=at
    )
    tell_others(authority, at=at)
    return authority


def accept(
    user: User,
    organisation: Organisation,
    role: FilerRole,
    *,
    reason: str,
    at: datetime,
    by: User | None = None,
) -> Authority:
    """The person's accepted authority: a request that waits for it, or a new row."""
    authority = acting.standing_authority(user, organisation.id, role) or Authority(
        user=user, organisation=organisation, role=role, reason=reason, requested_at=at
    )
    if authority.status is not AuthorityStatus.ACCEPTED:
        authority.status = AuthorityStatus.ACCEPTED
        authority.decided_at = at
        authority.decided_by = by
        authority.decision_reason = reason
    db.session.add(authority)
    db.session.flush()
    return authority


def tell_others(authority: Authority, *, at: datetime) -> None:
    """A letter to everybody else who acts for the organisation, and to its secretary."""
    for reader in acting.colleagues(authority.organisation_id, but=authority.user_id):
        notices.write(
            "colleague-began", to=reader, language=reader.language, at=at, authority=authority
        )
    if address := authority.organisation.secretary_email:
        notices.write("colleague-began", to=address, language="en", at=at, authority=authority)


def send_code(
    user: User, *, organisation: Organisation, role: FilerRole, at: datetime
) -> SecretaryCode | None:
    """Write to the company secretary on record; None where there is no address to write to."""
    if user.is_staff:
        raise services.NotAllowed("the regulator's staff act for no organisation")
    if not organisation.secretary_email:
        return None
    for earlier in _open_codes(user, organisation.id):
        earlier.ended_at = at
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    link = secrets.token_urlsafe(32)
    sent = SecretaryCode(
        organisation=organisation,
        user=user,
        role=role,
        code_hash=hash_password(code),
        link_sha256=digest(link),
        sent_to=organisation.secretary_email,
        sent_at=at,
        expires_at=at + CODE_HOLDS,
    )
    db.session.add(sent)
    db.session.flush()
    notices.write(
        "secretary-code", to=sent.sent_to, language="en", at=at, sent=sent, code=code, link=link
    )
    return sent


def enter_code(user: User, organisation_id: int, typed: str, *, at: datetime) -> Authority | None:
    """Take the code; None for a wrong one. After five wrong tries the code is worth nothing."""
    sent = open_code(user, organisation_id, at=at)
    if sent is None:
        return None
    if not verify_password(_read(typed), sent.code_hash):
        sent.wrong_tries += 1
        if sent.wrong_tries >= TRIES:
            sent.ended_at = at
        return None
    return confirm(sent, at=at)


def confirm(sent: SecretaryCode, *, at: datetime, domain: str | None = None) -> Authority:
    """The secretary vouches for the person, and perhaps for the domain of the address."""
    if sent.ended_at is not None or at >= sent.expires_at:
        raise InvalidTransition("this code was used or is too old")
    sent.ended_at = at
    organisation = sent.organisation
    assurance.add_fact(
        FactKind.SECRETARY_CONFIRMED, organisation, about=sent.user, value=sent.sent_to, at=at
    )
    if domain:
        assurance.add_fact(FactKind.DOMAIN_ADDED, organisation, value=domain, at=at)
    reason = "Confirmed by the company secretary"
    authority = accept(sent.user, organisation, sent.role, reason=reason, at=at)
    services.tell_of_decision(authority, at=at)
    tell_others(authority, at=at)
    return authority


def refuse(sent: SecretaryCode, *, at: datetime) -> None:
    """The secretary does not know the person; the code is worth nothing from now on."""
    sent.ended_at = at


def new_domain(sent: SecretaryCode) -> str | None:
    """The domain of the person's address, where the secretary may add it to the organisation's."""
    domain = mail_domains.of_address(sent.user.email)
    return None if domain in assurance.domains(sent.organisation) else domain


def open_code(user: User, organisation_id: int, *, at: datetime) -> SecretaryCode | None:
    """The code that waits to be entered, held until the transaction ends."""
    waiting = _open_codes(user, organisation_id)
    return next((code for code in waiting if at < code.expires_at), None)


def code_of_link(link: str, *, at: datetime) -> SecretaryCode:
    """The code that a letter's link belongs to while it is open; held until it is decided."""
    return db.session.scalars(
        select(SecretaryCode)
        .where(
            SecretaryCode.link_sha256 == digest(link),
            SecretaryCode.ended_at.is_(None),
            SecretaryCode.expires_at > at,
        )
        .with_for_update()
    ).one()


def is_sure_signatory(user: User, organisation_id: int, *, at: datetime) -> bool:
    """Whether the company secretary vouches for the person: what a signatory needs."""
    return assurance.tier_of(user, organisation_id, at) >= Tier.SECRETARY


def digest(link: str) -> str:
    """A link is kept as its hash: who reads the database cannot follow it."""
    return hashlib.sha256(link.encode()).hexdigest()


def _open_codes(user: User, organisation_id: int) -> list[SecretaryCode]:
    return list(
        db.session.scalars(
            select(SecretaryCode)
            .where(
                SecretaryCode.user_id == user.id,
                SecretaryCode.organisation_id == organisation_id,
                SecretaryCode.ended_at.is_(None),
            )
            .order_by(SecretaryCode.id.desc())
            .with_for_update()
        )
    )


def _read(typed: str) -> str:
    return "".join(typed.upper().replace("-", "").split())
