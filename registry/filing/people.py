"""Who is at work on a filing, and where it stands for one of them."""

from collections.abc import Sequence, Set

from sqlalchemy import Select, select

from registry.extensions import db
from registry.filing import carrying, queries, sign_offs
from registry.filing.asked import pages_asked
from registry.filing.steps import Standing
from registry.filing.versions import number_in_preparation
from registry.models import (
    Authority,
    AuthorityStatus,
    Document,
    FilerRole,
    Filing,
    FilingContributor,
    FilingEvent,
    FilingPage,
    User,
)


def with_role(organisation_id: int, role: FilerRole) -> Sequence[User]:
    """Who may act for an organisation in a role today."""
    return _active(_acting_for(organisation_id).where(Authority.role == role))


def still_here(filing: Filing, ids: Set[int]) -> Sequence[User]:
    """Those of these people who may still act for the filing's organisation."""
    return _active(_acting_for(filing.organisation_id).where(Authority.user_id.in_(ids)))


def contributors(filing: Filing) -> frozenset[int]:
    """Ids of those whose work the version in preparation holds: none of them may sign it.

    Work that still stands from an earlier version counts like work done since.
    """
    since = select(FilingContributor.user_id).where(
        FilingContributor.filing_id == filing.id,
        FilingContributor.version == number_in_preparation(filing),
    )
    pages = select(FilingPage.saved_by_id).where(FilingPage.filing_id == filing.id)
    files = select(Document.uploaded_by_id).where(
        Document.filing_id == filing.id, Document.removed_at.is_(None)
    )
    return frozenset(db.session.scalars(since.union(pages, files)))


def others_at_work(filing: Filing, user: User) -> Sequence[User]:
    """Who prepared the version in preparation or sent it for signature, but not the user."""
    sent = db.session.scalars(
        select(FilingEvent.user_id)
        .where(FilingEvent.filing_id == filing.id, FilingEvent.kind == "ready")
        .order_by(FilingEvent.id.desc())
    ).first()
    at_work = contributors(filing) | ({sent} if sent else set())
    return still_here(filing, at_work - {user.id})


def standing(filing: Filing, user: User) -> Standing:
    """The facts from which ``steps`` decides what the user may do with the filing."""
    held = sign_offs.standing(filing)
    return Standing(
        status=filing.status,
        roles=user.roles_for(filing.organisation_id),
        organisation_has_approver=bool(with_role(filing.organisation_id, FilerRole.APPROVER)),
        has_statement=queries.statement_document(filing) is not None,
        contributed=user.id in contributors(filing),
        is_public=queries.published_statement(filing) is not None,
        was_published=queries.newest_statement(filing) is not None,
        has_unconfirmed=bool(carrying.waiting(filing) & _counting(filing)),
        awaits_sign_off=bool(sign_offs.awaited(filing, held)),
    )


def _counting(filing: Filing) -> set[str]:
    """The pages that a version would hold: those asked, and those answered all the same."""
    return {*pages_asked(filing), *(page.name for page in filing.pages)}


def _acting_for(organisation_id: int) -> Select[int]:
    return select(Authority.user_id).where(
        Authority.organisation_id == organisation_id,
        Authority.status == AuthorityStatus.ACCEPTED,
    )


def _active(ids: Select[int]) -> Sequence[User]:
    return db.session.scalars(
        select(User).where(User.active, User.id.in_(ids)).order_by(User.id)
    ).all()
