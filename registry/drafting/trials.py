"""Trying a draft on the filings that were published for a year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from registry import adopted, ledger, rescoring
from registry.extensions import db
from registry.models import RuleDraft, RuleTrial
from registry.scoring import Catalogue
from registry.scoring.changes import Change, as_if_always

WHILE_YOU_WAIT = 2_000
"""More filings than this are judged by ``registry what-if``, not while a page loads."""
MOST_SHOWN = 200
"""How many organisations a trial names; its figures count all."""


def drafted(draft: RuleDraft, rules: Catalogue) -> Catalogue:
    """The rules as if what the draft changes had always been so."""
    changes = [Change(since=date.max, reason={}, **entry) for entry in draft.changes]
    return as_if_always(rules, changes, version=f"{rules.version}, {draft.title}")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a draft would do to a year, and the rules that were compared."""

    year: int
    before: Catalogue
    after: Catalogue
    result: dict[str, Any]


def work_out(
    draft: RuleDraft, year: int, *, each: Callable[[rescoring.Difference], object] | None = None
) -> Trial:
    """Judge every published filing of a year by the rules in force and by the draft.

    ``each`` is given every filing in turn. Nothing is written.
    """
    before = adopted.catalogue()
    after = drafted(draft, before)
    totals = rescoring.Totals()
    moving: list[dict[str, Any]] = []
    for found in rescoring.differences(year, rescoring.by(before), rescoring.by(after)):
        totals.add(found)
        if found.moves and len(moving) < MOST_SHOWN:
            moving.append(found.as_dict())
        if each:
            each(found)
    result = {"version": before.version, **totals.as_dict(), "organisations": moving}
    return Trial(year, before, after, result)


def keep(draft: RuleDraft, found: Trial, *, at: datetime) -> RuleTrial:
    """Keep what was worked out beside the draft, with its hash and the instant."""
    trial = RuleTrial(
        year=found.year,
        at=at,
        before_sha256=found.before.sha256,
        after_sha256=found.after.sha256,
        result=found.result,
        sha256=ledger.digest(found.result),
    )
    draft.trials.append(trial)
    db.session.flush()
    return trial


def command(draft: RuleDraft) -> str:
    """What an operator types to try a draft on a year with very many filings."""
    return f"registry what-if {draft.id}"


def command_for_all(trial: RuleTrial) -> str:
    """What an operator types to have everyone who moves in a file."""
    return f"registry rescore --year {trial.year} --draft {trial.draft_id} --output report.csv"


def is_of(trial: RuleTrial, draft: RuleDraft, rules: Catalogue) -> bool:
    """Whether a trial is still one of this draft and these rules."""
    now = drafted(draft, rules)
    return (trial.before_sha256, trial.after_sha256) == (rules.sha256, now.sha256)
