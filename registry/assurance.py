"""How surely the register knows who acts for an organisation: tiers, computed from dated facts.

Facts are only ever added (``AssuranceFact``). What a tier was on an earlier day is what the facts
up to then say, so a signature keeps the tier that its signatory had.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import BindParameter, ScalarSelect, bindparam, func, or_, select

from registry import mail_domains
from registry.extensions import db
from registry.models import (
    AssuranceFact,
    Authority,
    AuthorityStatus,
    FactKind,
    FilerRole,
    Filing,
    FilingVersion,
    Organisation,
    User,
)


class Tier(IntEnum):
    """How a person was confirmed as somebody who acts for an organisation; more is surer."""

    NONE = 0
    """Nothing but the decision of whoever accepted the request."""
    DOMAIN = 1
    """The confirmed mail address is at a domain of the organisation."""
    SECRETARY = 2
    """The company secretary confirmed the person, at the address on record."""
    ATTESTED = 3
    """A second director, or an officer who saw the appointment, attested the signatory."""


GIVES = {
    FactKind.ADDRESS_AT_DOMAIN: Tier.DOMAIN,
    FactKind.SECRETARY_CONFIRMED: Tier.SECRETARY,
    FactKind.ATTESTED: Tier.ATTESTED,
}


_MAY_SIGN = (
    Authority.status == AuthorityStatus.ACCEPTED,
    Authority.role == FilerRole.SIGNATORY,
)
_FACTS = (
    select(AssuranceFact)
    .where(AssuranceFact.organisation_id == bindparam("organisation_id"))
    .order_by(AssuranceFact.id)
)
_FACTS_WHEN_SIGNED = (
    select(AssuranceFact)
    .join(Filing, Filing.organisation_id == AssuranceFact.organisation_id)
    .join(FilingVersion, FilingVersion.filing_id == Filing.id)
    .where(
        Filing.id == bindparam("filing_id"),
        FilingVersion.number == bindparam("number"),
        AssuranceFact.at <= FilingVersion.submitted_at,
        or_(
            AssuranceFact.user_id.is_(None),
            AssuranceFact.user_id == FilingVersion.submitted_by_id,
        ),
    )
    .order_by(AssuranceFact.id)
)
"""What was known of whoever signed a version, and of the organisation, when they signed it."""


def tier_of(user: User, organisation_id: int, on: datetime) -> Tier:
    """How surely the register knew, at that moment, that this person acts for the organisation."""
    facts = facts_of(organisation_id, on=on)
    return tier_from([fact for fact in facts if fact.user_id in (None, user.id)])


def organisation_tier(organisation_id: int, on: datetime | None = None) -> Tier:
    """The tier of the surest of those who may sign for the organisation now."""
    facts = facts_of(organisation_id, on=on)
    if not facts:
        return Tier.NONE
    signatories = db.session.scalars(
        select(Authority.user_id).where(Authority.organisation_id == organisation_id, *_MAY_SIGN)
    )
    return max(
        (tiers_from(facts).get(user_id, Tier.NONE) for user_id in signatories), default=Tier.NONE
    )


def organisation_tiers(organisation_ids: Sequence[int]) -> dict[int, Tier]:
    """``organisation_tier()`` of each of several organisations, in two queries."""
    facts: dict[int, list[AssuranceFact]] = {id: [] for id in organisation_ids}
    asked = select(AssuranceFact).where(AssuranceFact.organisation_id.in_(organisation_ids))
    for fact in db.session.scalars(asked.order_by(AssuranceFact.id)):
        facts[fact.organisation_id].append(fact)
    found = dict.fromkeys(organisation_ids, Tier.NONE)
    signatories = select(Authority.organisation_id, Authority.user_id).where(
        Authority.organisation_id.in_([id for id, known in facts.items() if known]), *_MAY_SIGN
    )
    for id, user_id in db.session.execute(signatories):
        found[id] = max(found[id], tiers_from(facts[id]).get(user_id, Tier.NONE))
    return found


def standing(organisation_id: int | BindParameter[int]) -> list[ScalarSelect[Any]]:
    """Values to look up, of which one changes whenever the tier of an organisation may have."""
    decided = select(
        func.count(Authority.decided_at) + func.count(Authority.revoked_at),
    ).where(Authority.organisation_id == organisation_id)
    newest = select(func.max(AssuranceFact.id)).where(
        AssuranceFact.organisation_id == organisation_id
    )
    return [decided.scalar_subquery(), newest.scalar_subquery()]


def standing_now(organisation_id: int) -> tuple[Any, ...]:
    """The same values, looked up."""
    return tuple(db.session.execute(select(*standing(organisation_id))).one())


def signing_tier(filing_id: int, number: int) -> Tier:
    """The tier of whoever signed a version when they signed it; none if nobody is known to."""
    facts = db.session.scalars(_FACTS_WHEN_SIGNED, {"filing_id": filing_id, "number": number})
    return tier_from(facts)


def facts_of(organisation_id: int, *, on: datetime | None = None) -> Sequence[AssuranceFact]:
    """What was known of an organisation and its people up to a moment, oldest first."""
    wanted = _FACTS if on is None else _FACTS.where(AssuranceFact.at <= on)
    return db.session.scalars(wanted, {"organisation_id": organisation_id}).all()


def tiers_from(facts: Sequence[AssuranceFact]) -> dict[int, Tier]:
    """The tier of each person that the facts are about."""
    people = {fact.user_id for fact in facts if fact.user_id is not None}
    return {
        user_id: tier_from([fact for fact in facts if fact.user_id in (None, user_id)])
        for user_id in people
    }


def tier_from(facts: Iterable[AssuranceFact]) -> Tier:
    """The tier of one person, from the facts about them and their organisation, oldest first.

    Leaving ends every tier; a domain that is taken away ends what rested on it.
    """
    standing: list[AssuranceFact] = []
    for fact in facts:
        if fact.kind is FactKind.LEFT:
            standing = []
        elif fact.kind is FactKind.DOMAIN_REMOVED:
            standing = [each for each in standing if not _rests_on(each, fact.value)]
        elif fact.kind in GIVES:
            standing.append(fact)
    return max((GIVES[fact.kind] for fact in standing), default=Tier.NONE)


def _rests_on(fact: AssuranceFact, domain: str) -> bool:
    return fact.kind is FactKind.ADDRESS_AT_DOMAIN and fact.value == domain


def domains(organisation: Organisation) -> frozenset[str]:
    """The domains whose addresses are the organisation's: of its homepage, and those added."""
    homepage = mail_domains.of_homepage(organisation.homepage)
    found = {homepage} if homepage else set()
    for fact in facts_of(organisation.id):
        if fact.kind is FactKind.DOMAIN_ADDED:
            found.add(fact.value)
        elif fact.kind is FactKind.DOMAIN_REMOVED:
            found.discard(fact.value)
    return frozenset(found)


def domain_of(user: User, organisation: Organisation) -> str | None:
    """The organisation's domain at which the person's confirmed address is, if there is one."""
    domain = mail_domains.of_address(user.email) if user.confirmed_at else None
    return domain if domain in domains(organisation) else None


def add_fact(
    kind: FactKind,
    organisation: Organisation,
    *,
    at: datetime,
    about: User | None = None,
    by: User | None = None,
    value: str = "",
    note: str = "",
) -> AssuranceFact:
    """Append what became known."""
    fact = AssuranceFact(
        kind=kind, organisation=organisation, user=about, value=value, note=note, at=at, by=by
    )
    db.session.add(fact)
    db.session.flush()
    return fact
