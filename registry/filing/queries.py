"""What a person of a filing organisation may read: the filings of organisations they act for."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import defer, joinedload

from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    Document,
    DocumentKind,
    Filing,
    FilingEvent,
    FilingPage,
    FilingVersion,
    Organisation,
    RegisterEntry,
    Statement,
    User,
)


@dataclass(frozen=True, slots=True)
class Year:
    """One reporting year of an organisation, with its filing once somebody began it."""

    entry: RegisterEntry
    filing: Filing | None


def own_filing(reference: str, user: User) -> Filing:
    """The filing of an organisation that the user acts for; any other does not exist."""
    return db.session.scalars(_own(user).where(Filing.reference == reference)).one()


def lock_filing(reference: str, user: User) -> Filing:
    """The same, held until the transaction ends: whoever comes second sees what the first did."""
    return db.session.scalars(
        _own(user)
        .where(Filing.reference == reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def own_version(reference: str, number: int, user: User) -> FilingVersion:
    """A filed version of the user's own filing."""
    return db.session.scalars(
        select(FilingVersion)
        .join(Filing)
        .where(
            Filing.reference == reference,
            Filing.organisation_id.in_(_acted_for(user)),
            FilingVersion.number == number,
        )
    ).one()


def own_document(reference: str, document_id: int, user: User) -> Document:
    """A file of the user's own filing, also one that was taken out of it again."""
    return db.session.scalars(
        select(Document)
        .join(Filing)
        .where(
            Filing.reference == reference,
            Filing.organisation_id.in_(_acted_for(user)),
            Document.id == document_id,
        )
    ).one()


def own_entry(organisation_id: int, year: int, user: User) -> RegisterEntry:
    """The entry of an organisation that the user acts for."""
    return db.session.scalars(
        select(RegisterEntry).where(
            RegisterEntry.organisation_id == organisation_id,
            RegisterEntry.organisation_id.in_(_acted_for(user)),
            RegisterEntry.year == year,
        )
    ).one()


def filing_of(entry: RegisterEntry) -> Filing | None:
    return db.session.scalar(
        select(Filing).where(
            Filing.organisation_id == entry.organisation_id, Filing.year == entry.year
        )
    )


def own_organisations(user: User) -> Sequence[Organisation]:
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(_acted_for(user)))
        .order_by(Organisation.name_key, Organisation.id)
    ).all()


def years(organisation: Organisation) -> list[Year]:
    """The reporting years of an organisation, newest first."""
    rows = db.session.execute(
        select(RegisterEntry, Filing)
        .outerjoin(
            Filing,
            and_(
                Filing.organisation_id == RegisterEntry.organisation_id,
                Filing.year == RegisterEntry.year,
            ),
        )
        .where(RegisterEntry.organisation_id == organisation.id)
        .order_by(RegisterEntry.year.desc())
    )
    return [Year(entry, filing) for entry, filing in rows]


def complete_pages(asked: Mapping[int, Collection[str]]) -> Counter[int]:
    """How many of the pages that each filing is asked are complete, by the filing's id."""
    rows = db.session.execute(
        select(FilingPage.filing_id, FilingPage.name).where(
            FilingPage.filing_id.in_(asked), FilingPage.complete
        )
    )
    return Counter(filing_id for filing_id, name in rows if name in asked[filing_id])


def published_statement(filing: Filing) -> Statement | None:
    """The version of the filing that the public reads now; none where it was withdrawn."""
    newest = newest_statement(filing)
    return newest if newest and newest.withdrawn_on is None else None


def newest_statement(filing: Filing) -> Statement | None:
    """The same, or what was withdrawn: it stays on the record, and has its right of reply."""
    return db.session.scalars(
        select(Statement).where(Statement.filing_id == filing.id).order_by(Statement.version.desc())
    ).first()


def statement_document(filing: Filing) -> Document | None:
    """The statement that the filing holds now."""
    return db.session.scalars(
        select(Document)
        .where(
            Document.filing_id == filing.id,
            Document.kind == DocumentKind.STATEMENT,
            Document.removed_at.is_(None),
        )
        .order_by(Document.id.desc())
    ).first()


def open_return(filing: Filing) -> FilingEvent | None:
    """The return of the filing that has not been answered by filing it again."""
    last = db.session.scalars(
        select(FilingEvent)
        .where(
            FilingEvent.filing_id == filing.id,
            or_(FilingEvent.kind == "returned", FilingEvent.kind == "submitted"),
        )
        .order_by(FilingEvent.id.desc())
    ).first()
    return last if last and last.kind == "returned" else None


def comments_to_answer(filing: Filing) -> dict[str, str]:
    """``page.field`` -> what the officer asked in the return that is still open."""
    last = open_return(filing)
    return last.comments if last else {}


def reason_to_amend(filing: Filing) -> str:
    """Why the filing was opened again after its last publication; empty if it never was."""
    published = select(func.max(FilingEvent.id)).where(
        FilingEvent.filing_id == filing.id, FilingEvent.kind == "published"
    )
    reason = db.session.scalars(
        select(FilingEvent.note)
        .where(
            FilingEvent.filing_id == filing.id,
            FilingEvent.kind == "draft",
            FilingEvent.id > published.scalar_subquery(),
        )
        .order_by(FilingEvent.id)
    ).first()
    return reason or ""


def recent_events(user: User, *, limit: int) -> Sequence[tuple[FilingEvent, Filing]]:
    """What happened last to the filings of the user's organisations, newest first."""
    rows = db.session.execute(
        select(FilingEvent, Filing)
        .join(Filing, Filing.id == FilingEvent.filing_id)
        .where(Filing.organisation_id.in_(_acted_for(user)))
        .order_by(FilingEvent.id.desc())
        .limit(limit)
    )
    return [(event, filing) for event, filing in rows]


def recent_saves(user: User, *, limit: int) -> Sequence[tuple[FilingPage, Filing]]:
    """The pages saved last in the user's organisations, newest first; answers are not read."""
    rows = db.session.execute(
        select(FilingPage, Filing)
        .join(Filing, Filing.id == FilingPage.filing_id)
        .options(defer(FilingPage.answers), joinedload(FilingPage.saved_by))
        .where(Filing.organisation_id.in_(_acted_for(user)))
        .order_by(FilingPage.saved_at.desc())
        .limit(limit)
    )
    return [(page, filing) for page, filing in rows]


def _own(user: User) -> Select[Filing]:
    return select(Filing).where(Filing.organisation_id.in_(_acted_for(user)))


def _acted_for(user: User) -> Select[int]:
    return select(Authority.organisation_id).where(
        Authority.user_id == user.id, Authority.status == AuthorityStatus.ACCEPTED
    )
