"""Audits of short filings: drawn by a lot that anybody can draw again, and what came of each."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry import ledger
from registry.clock import day_of
from registry.extensions import db
from registry.models import AuditAct, AuditDraw, AuditStep, Filing, RegisterEntry, Statement
from registry.scoring import value_at
from registry.scoring.screening import Path

OUTCOMES = frozenset({AuditAct.CONFIRMED, AuditAct.FULL_REQUIRED})


def place(seed: str, reference: str) -> str:
    """Where a filing stands in a draw: the SHA-256 of the seed, a line feed and its reference."""
    return hashlib.sha256(f"{seed}\n{reference}".encode()).hexdigest()


def lots(seed: str, pool: Iterable[str], share: int) -> list[str]:
    """The first of the pool by their places: ``share`` per cent of it, rounded up."""
    ranked = sorted(pool, key=lambda reference: place(seed, reference))
    number = -(-len(ranked) * share // 100)
    return ranked[:number]


def draw(year: int, *, at: datetime) -> AuditDraw | None:
    """Draw among the published short filings of a year that no draw had; None without any.

    The seed is the head of the public log, so it was fixed before the draw and by other acts; the
    event of the draw follows it there, and names the pool and those drawn.
    """
    seed = ledger.head()
    pool = _pool(year)
    if not pool:
        return None
    share = int(value_at("short_path_audit_share", on=day_of(at)))
    drawn = lots(seed, pool, share)
    made = AuditDraw(year=year, at=at, seed=seed, share=share, pool=pool, drawn=drawn)
    db.session.add(made)
    data = {"seed": seed, "share": share, "pool": pool, "drawn": drawn}
    ledger.append("short_filings_drawn", str(year), data, at=at)
    for filing in db.session.scalars(select(Filing).where(Filing.reference.in_(drawn))):
        db.session.add(AuditStep(draw=made, filing=filing, act=AuditAct.DRAWN, at=at, note=""))
        filing.record("audit_drawn", by=None, at=at)
    db.session.flush()
    return made


def draws(year: int) -> Sequence[AuditDraw]:
    """The draws of a year, newest first."""
    return db.session.scalars(
        select(AuditDraw).where(AuditDraw.year == year).order_by(AuditDraw.id.desc())
    ).all()


def steps(filing_id: int) -> Sequence[AuditStep]:
    """What was done in the audit of a filing, oldest first; nothing where it was not drawn."""
    return db.session.scalars(
        select(AuditStep)
        .where(AuditStep.filing_id == filing_id)
        .options(joinedload(AuditStep.by), joinedload(AuditStep.draw))
        .order_by(AuditStep.id)
    ).all()


def _pool(year: int) -> list[str]:
    drawn_among = {reference for made in draws(year) for reference in made.pool}
    short = db.session.scalars(
        select(Statement.reference)
        .join(RegisterEntry, RegisterEntry.statement_id == Statement.id)
        .where(RegisterEntry.year == year, Statement.path == Path.SHORT)
        .order_by(Statement.reference)
    )
    return [reference for reference in short if reference not in drawn_among]
