"""What officers and directors put on record: an attested signatory, domains, the secretary.

Nothing here commits or reads the clock.
"""

from datetime import datetime

from registry import assurance, notices
from registry.accounts import acting, identity, services
from registry.models import Authority, FactKind, FilerRole, Organisation, User


def attest(authority: Authority, *, by: User, statement: str, at: datetime) -> None:
    """A second signatory, or an officer who saw the appointment, attests a signatory."""
    if authority.role is not FilerRole.SIGNATORY or authority.user_id == by.id:
        raise services.NotAllowed("only somebody else attests a signatory")
    if not acting.may_attest(by, authority, at=at):
        raise services.NotAllowed("a director attests who was confirmed by the secretary first")
    assurance.add_fact(
        FactKind.ATTESTED,
        authority.organisation,
        about=authority.user,
        by=by,
        note=statement,
        at=at,
    )
    identity.tell_others(authority, at=at)


def set_secretary(organisation: Organisation, address: str, *, by: User, at: datetime) -> None:
    """An officer enters whom codes go to; the address before is told, and so are signatories."""
    before, organisation.secretary_email = organisation.secretary_email, address
    assurance.add_fact(FactKind.SECRETARY_SET, organisation, by=by, value=address, at=at)
    readers: list[User | str] = [*acting.colleagues(organisation.id), *([before] if before else [])]
    for reader in readers:
        language = reader.language if isinstance(reader, User) else "en"
        notices.write(
            "secretary-changed", to=reader, language=language, at=at, organisation=organisation
        )


def add_domain(organisation: Organisation, domain: str, *, by: User, at: datetime) -> None:
    assurance.add_fact(FactKind.DOMAIN_ADDED, organisation, by=by, value=domain, at=at)


def remove_domain(organisation: Organisation, domain: str, *, by: User, at: datetime) -> None:
    assurance.add_fact(FactKind.DOMAIN_REMOVED, organisation, by=by, value=domain, at=at)
