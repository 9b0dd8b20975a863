"""The rows of the lots that decide which short filings are audited, and what the audits found."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from registry import audits
from registry.extensions import db
from registry.models import AuditDraw, AuditStep, Filing
from registry.open_data.reading import AT_ONCE, Row, said


def drawn(year: int | None = None) -> Iterator[Row]:
    """Each filing of each pool, in the order of the lot; or of the pools of one year."""
    draws = select(AuditDraw).order_by(AuditDraw.id)
    if year is not None:
        draws = draws.where(AuditDraw.year == year)
    for draw in db.session.scalars(draws).all():
        placed = sorted((audits.place(draw.seed, each), each) for each in draw.pool)
        for start in range(0, len(placed), AT_ONCE):
            yield from _filings(draw, placed[start : start + AT_ONCE])


def _filings(draw: AuditDraw, placed: Sequence[tuple[str, str]]) -> Iterator[Row]:
    references = [reference for _place, reference in placed]
    owners, outcomes = _owners(references), _outcomes(references)
    for place, reference in placed:
        outcome = outcomes.get(reference)
        yield {
            "year": draw.year,
            "drawn_at": draw.at,
            "seed": draw.seed,
            "share_percent": draw.share,
            "reference": reference,
            "organisation_id": owners[reference],
            "place": place,
            "drawn": reference in draw.drawn,
            "outcome": outcome.act.value if outcome else None,
            "outcome_at": outcome.at if outcome else None,
            "note": said(outcome.note) if outcome else None,
        }


def _owners(references: Sequence[str]) -> dict[str, int]:
    found = select(Filing.reference, Filing.organisation_id).where(Filing.reference.in_(references))
    return dict(db.session.execute(found).all())


def _outcomes(references: Sequence[str]) -> dict[str, AuditStep]:
    """What audits found; what an officer asked for before is not public."""
    found = (
        select(Filing.reference, AuditStep)
        .join(Filing, Filing.id == AuditStep.filing_id)
        .where(Filing.reference.in_(references), AuditStep.act.in_(audits.OUTCOMES))
    )
    return dict(db.session.execute(found).all())
