"""How far each lever may move one answer: what to answer, and with what to test the rule."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from registry.scoring.advice.edits import Plain
from registry.scoring.advice.levers import Lever, Move
from registry.scoring.case import Case
from registry.scoring.model import Text
from registry.scoring.parsing import LAST_DAY
from registry.scoring.shapes import DO_NOT_KNOW

YEAR = timedelta(days=365)
Cells = Mapping[str, Plain]
Change = tuple[Plain, Plain, Text]
"""What to answer, None where only the filer knows; what to try; the words that ask for it."""


def moved(
    lever: Lever, name: str, cells: Cells, case: Case, beside: Mapping[str, Lever]
) -> Change | None:
    """The change that a lever allows to one answer, None where there is nothing to change.

    ``cells`` are the answers of the same row, or of the filing, and ``beside`` their levers.
    """
    if lever.may is Move.NEVER or not _is_offered(lever, cells):
        return None
    return _MOVES[lever.may](lever, cells.get(name), cells, case, beside)


def is_blank(value: Plain) -> bool:
    return value in (None, "", [], DO_NOT_KNOW)


def amount(value: Plain) -> Decimal:
    """A plain number, however it is written; nothing where it is blank."""
    return Decimal(0) if is_blank(value) else Decimal(str(value))


def attempt_of(value: Any, cells: Cells, case: Case) -> Plain:
    """The value to try, with days, corridor and recruits put in."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    if value == "@recruits":
        return 1 if is_blank(cells.get("recruits")) else cells["recruits"]
    if value == "@corridor":
        return next((each.key for each in case.corridors if "?" not in each.key), None)
    return _day(value, case).isoformat()


def _day(name: str, case: Case) -> date:
    filed = case.answers.day("filing_submitted_on") or case.on
    later = min(max(case.on, filed) + YEAR, LAST_DAY)
    return {"@filed": filed, "@ends": min(case.on, filed), "@later": later}[name]


def _is_offered(lever: Lever, cells: Cells) -> bool:
    wanted = lever.where_any.items()
    return not wanted or any(cells.get(column) in words for column, words in wanted)


def _set(lever: Lever, present: Plain, *_: Any) -> Change | None:
    return None if present in (lever.to, *lever.unless) else (lever.to, lever.to, lever.say)


def _answer(lever: Lever, present: Plain, cells: Cells, case: Case, _: Any) -> Change | None:
    attempt = attempt_of(lever.attempt, cells, case)
    return (None, attempt, lever.say) if is_blank(present) and attempt is not None else None


def _date(lever: Lever, present: Plain, cells: Cells, case: Case, _: Any) -> Change | None:
    """What may have been done in the period is tried so; what was done too early, anew."""
    by = "@ends" if is_blank(present) and lever.by == "@filed" else lever.by
    attempt = attempt_of(by, cells, case)
    return None if attempt == present else (None, attempt, lever.say)


def _raise(
    lever: Lever, present: Plain, cells: Cells, case: Case, beside: Mapping[str, Lever]
) -> Change | None:
    bound = lever.most if lever.most is not None else cells.get(lever.up_to)
    if is_blank(bound):
        guess = attempt_of(beside[lever.up_to].attempt, cells, case)
        return (None, guess, lever.open) if is_blank(present) and guess is not None else None
    highest = amount(bound)
    if is_blank(present) and not highest:
        return None, 0, lever.open
    if highest <= amount(present):
        return None
    to = int(highest) if lever.unit == 1 else f"{highest:f}"
    return to, to, lever.say


def _repay(lever: Lever, present: Plain, cells: Cells, *_: Any) -> Change | None:
    paid = cells.get("amount_myr")
    return (paid, paid, lever.say) if amount(paid) > amount(present) else None


_MOVES: Mapping[Move, Callable[..., Change | None]] = {
    Move.SET: _set,
    Move.RAISE: _raise,
    Move.REPAY: _repay,
    Move.DATE: _date,
    Move.ANSWER: _answer,
}
