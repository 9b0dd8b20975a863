"""A short filing in public: whether a statement is one, and what an audit found."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry import audits
from registry.models import AuditStep, Statement
from registry.scoring.screening import Path


@dataclass(frozen=True, slots=True)
class ShortFiling:
    """``is_short`` is false where an audit led to a full version of the same filing."""

    is_short: bool
    steps: Sequence[AuditStep]


def of_statement(statement: Statement, versions: Sequence[Statement]) -> ShortFiling | None:
    """What was done about a short filing; None where no version of the statement is one.

    Audits are drawn among published short filings, so nothing else can have had one.
    """
    if not any(each.path is Path.SHORT for each in versions):
        return None
    is_short, steps = statement.path is Path.SHORT, audits.steps(statement.filing_id)
    return ShortFiling(is_short, steps) if is_short or steps else None
