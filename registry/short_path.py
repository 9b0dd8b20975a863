"""Which path a filing takes: the decision of ``scoring.screening`` with what the register knows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from registry.extensions import db
from registry.models import AuditAct, AuditStep, Filing, FilingVersion
from registry.scoring.screening import Decision, Known, all_no, decide


def decision(filing: Filing, answers: Mapping[str, Any]) -> Decision:
    """Short or full, and why; the register is asked only where the eight answers are no."""
    known = _known(filing) if all_no(answers) else Known(on=filing.period_end)
    return decide(answers, known)


def _known(filing: Filing) -> Known:
    organisation = filing.organisation
    return Known(
        on=filing.period_end,
        sectors=tuple(filter(None, (organisation.sector, organisation.target_sector))),
        last_year=_last_filed(filing),
        full_required_in=_full_required(filing),
    )


def _last_filed(filing: Filing) -> dict[str, Any]:
    """The answers of the newest version, public or not, that an earlier year's filing has."""
    pages = db.session.scalar(
        select(FilingVersion.answers)
        .join(Filing)
        .where(Filing.organisation_id == filing.organisation_id, Filing.year < filing.year)
        .order_by(Filing.year.desc(), FilingVersion.number.desc())
        .limit(1)
    )
    return {name: value for page in (pages or {}).values() for name, value in page.items()}


def _full_required(filing: Filing) -> int | None:
    """The year whose audit asked for a full filing, for that year and the one after it."""
    return db.session.scalar(
        select(func.max(Filing.year))
        .join(AuditStep, AuditStep.filing_id == Filing.id)
        .where(
            Filing.organisation_id == filing.organisation_id,
            Filing.year.between(filing.year - 1, filing.year),
            AuditStep.act == AuditAct.FULL_REQUIRED,
        )
    )
