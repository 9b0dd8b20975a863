"""What an officer may do in the audit of a short filing that was drawn."""

from datetime import date, datetime, timedelta

from registry import audits, ledger
from registry.audits import OUTCOMES
from registry.clock import day_of
from registry.extensions import db
from registry.models import AuditAct, AuditStep, Filing, InvalidTransition, User
from registry.review.services import tell_filers
from registry.scoring import value_at


def ask(filing: Filing, *, by: User, at: datetime, text: str) -> AuditStep:
    """Ask the organisation, once, for evidence of its eight answers; a letter says until when."""
    step = _add(filing, AuditAct.ASKED, by=by, at=at, note=text, answer_by=answer_by(at))
    tell_filers(filing, "audit-evidence", at=at, step=step)
    return step


def decide(filing: Filing, act: AuditAct, *, by: User, at: datetime, reason: str) -> AuditStep:
    """Confirm the short filing, or ask for a full one; the public reads the reason."""
    if act not in OUTCOMES:
        raise InvalidTransition(f"{act} is no outcome of an audit")
    step = _add(filing, act, by=by, at=at, note=reason, answer_by=None)
    data = {"outcome": act.value, "reason": reason}
    ledger.append("short_filing_audited", filing.reference, data, at=at)
    tell_filers(filing, "audit-decided", at=at, step=step)
    return step


def answer_by(at: datetime) -> date:
    """The day by which evidence that is asked for now is to be there."""
    today = day_of(at)
    return today + timedelta(days=int(value_at("short_path_audit_days", on=today)))


def _add(
    filing: Filing, act: AuditAct, *, by: User, at: datetime, note: str, answer_by: date | None
) -> AuditStep:
    """Hold the filing with ``queries.filing_to_decide``: of two officers one comes second."""
    done = audits.steps(filing.id)
    acts = {step.act for step in done}
    if not done or acts & {*OUTCOMES, act}:
        raise InvalidTransition(f"{filing.reference}: {act} was done, or is not to be done")
    step = AuditStep(
        draw=done[0].draw, filing=filing, act=act, at=at, by=by, note=note, answer_by=answer_by
    )
    db.session.add(step)
    filing.record(f"audit_{act}", by=by, at=at, note=note)
    db.session.flush()
    return step
