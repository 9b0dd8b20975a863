"""Training."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from registry.scoring.case import (
    Case,
    Rule,
    does_not_apply,
    met,
    not_disclosed,
    not_met,
    partly,
    unanswered,
)
from registry.scoring.model import Values, Verdict
from registry.scoring.rows import TrainingRow


def staff_and_partners_are_trained(case: Case, values: Values) -> Verdict:
    """TRN-01. Only sessions of the period count."""
    rows = [row for row in case.answers.training if row != TrainingRow()]
    if not rows:
        if case.answers.yes("training_given") is False:
            return not_met("none_trained")
        return unanswered(case, "training_given") or not_disclosed("none_listed")
    held = [row for row in rows if _is_whole(row) and case.in_period(row.held_on)]
    whole = all(map(_is_whole, rows))
    if not any(row.trained for row in held):
        return not_met("none_trained") if whole else not_disclosed("lines_open")
    reached = [
        audience
        for audience in values["audiences"]
        if _are_trained(held, audience, values["met_share"])
    ]
    if not whole:
        return partly("some_lines_open")
    if len(reached) >= values["met_audiences"]:
        return met("trained", reached=reached)
    absent = [audience for audience in values["audiences"] if audience not in reached]
    return partly("some_trained", absent=absent)


def _is_whole(row: TrainingRow) -> bool:
    return None not in (row.audience, row.headcount, row.trained, row.held_on)


def _are_trained(held: Sequence[TrainingRow], audience: str, share: Decimal) -> bool:
    rows = [row for row in held if row.audience == audience]
    people = sum(row.headcount or 0 for row in rows)
    return people > 0 and sum(row.trained or 0 for row in rows) >= share * people


def recruits_know_their_rights(case: Case, values: Values) -> Verdict:
    """TRN-02. The corridor with the smallest share decides."""
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    rows = [each.row for each in case.recruiting]
    before = [(row.pre_departure_trained, row.recruits) if row else (None, None) for row in rows]
    after = [(row.post_arrival_trained, row.recruits) if row else (None, None) for row in rows]
    pre, post = _smallest_share(before), _smallest_share(after)
    if pre is None or post is None:
        return not_disclosed("blank")
    shares = {"before": pre, "after": post}
    if min(pre, post) >= values["met_share"]:
        return met("oriented", **shares)
    if post >= values["partly_share"]:
        return partly("some_oriented", **shares)
    return not_met("few_oriented", **shares)


def _smallest_share(parts: Sequence[tuple[int | None, int | None]]) -> Fraction | None:
    """Over all corridors; None where one of them leaves a number blank."""
    shares = [
        Fraction(min(part, whole), whole)
        for part, whole in parts
        if part is not None and whole is not None and whole > 0
    ]
    return min(shares, default=None) if len(shares) == len(parts) else None


RULES: Mapping[str, Rule] = {
    "TRN-01": staff_and_partners_are_trained,
    "TRN-02": recruits_know_their_rights,
}
