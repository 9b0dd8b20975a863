"""Complaints, findings and training: which of their numbers are hidden."""

from itertools import compress

from registry.answer_values import count_of
from registry.public_answers.cells import Answers, Row, gives_away, hide
from registry.suppression import hidden, is_small


def hide_cases(answers: Answers) -> None:
    """Complaints of women, of men and without a name add up; so do those closed and still open."""
    opening, received, women, men, closed = (
        count_of(answers.get(f"grv_cases_{name}"))
        for name in ("opening", "received", "women", "men", "closed")
    )
    if received is not None and women is not None and men is not None:
        by_sex = ("grv_cases_women", "grv_cases_men")
        hides = hidden([women, men, max(received - women - men, 0)])
        hide(answers, compress(by_sex, hides))
    if is_small(closed):
        hide(answers, ("grv_median_days",))
    if _closed_tell(opening, received, closed):
        hide(answers, ("grv_cases_closed",))


def _closed_tell(opening: int | None, received: int | None, closed: int | None) -> bool:
    """Whether cases closed give away those still open, or few that were open or came in."""
    if opening is None or received is None or closed is None:
        return is_small(closed)
    if is_small(opening) or is_small(received):
        return closed > max(opening, received)
    return gives_away(closed, opening + received)


def hide_findings(rows: list[Row]) -> None:
    """Of a finding about few, the days are hidden as well: colleagues may remember them."""
    for row in rows:
        if is_small(count_of(row.get("workers"))):
            hide(row, ("workers", "found_on", "remedy_on"))


def hide_training(rows: list[Row]) -> None:
    for row in rows:
        people, trained = count_of(row.get("headcount")), count_of(row.get("trained"))
        if is_small(people):
            hide(row, ("headcount", "trained"))
        elif gives_away(trained, people):
            hide(row, ("trained",))
