"""Drafts of rules and what was adopted, for the regulator's staff."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry.auth import SENIORS
from registry.extensions import db
from registry.models import DraftStatus, Role, RuleAdoption, RuleDraft, RuleTrial, User

LATEST = 50


def drafts() -> Sequence[RuleDraft]:
    """The drafts that are not adopted or abandoned, and the newest of those that are."""
    waiting = RuleDraft.status.in_([DraftStatus.OPEN, DraftStatus.PROPOSED])
    return db.session.scalars(
        select(RuleDraft)
        .options(joinedload(RuleDraft.saved_by))
        .order_by(waiting.desc(), RuleDraft.id.desc())
        .limit(LATEST)
    ).all()


def draft(number: int) -> RuleDraft:
    return db.session.scalars(select(RuleDraft).where(RuleDraft.id == number)).one()


def draft_to_change(number: int) -> RuleDraft:
    """The draft, held until the change is committed."""
    return db.session.scalars(
        select(RuleDraft)
        .where(RuleDraft.id == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def hold_proposals() -> None:
    """Let whoever adopts another proposal meanwhile wait until this one is committed."""
    proposed = RuleDraft.status == DraftStatus.PROPOSED
    db.session.execute(select(RuleDraft.id).where(proposed).with_for_update()).all()


def newest_adoptions() -> Sequence[RuleAdoption]:
    people = (joinedload(RuleAdoption.proposed_by), joinedload(RuleAdoption.adopted_by))
    return db.session.scalars(
        select(RuleAdoption).options(*people).order_by(RuleAdoption.id.desc()).limit(LATEST)
    ).all()


def newest_trial(draft: RuleDraft) -> RuleTrial | None:
    return db.session.scalar(
        select(RuleTrial)
        .where(RuleTrial.draft_id == draft.id)
        .order_by(RuleTrial.id.desc())
        .limit(1)
    )


def seniors() -> Sequence[User]:
    """Those who may adopt."""
    return db.session.scalars(
        select(User).where(User.active, User.roles.any(Role.name.in_(SENIORS))).order_by(User.id)
    ).all()
