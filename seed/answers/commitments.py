"""What fictional organisations promise, and what they say became of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from registry.promises import Commitment, Outcome
from seed.answers.setting import Setting
from seed.stories import Practice

PROMISES = (
    ("Repay every worker who paid for the job", "Workers repaid, per cent", "100", "95"),
    ("Interview recruits in private after arrival", "Recruits interviewed, per cent", "60", "64"),
    ("Audit every workplace once a year", "Workplaces audited, per cent", "100", "100"),
    ("Close complaints within three weeks", "Median days to close a case", "21", "20"),
    ("Train the staff who recruit", "Staff trained, per cent", "90", "92"),
)
"""What is promised, how it is measured, the target, and what is reached by those who keep it."""
OWNERS = ("Head of human resources", "Chief sustainability officer", "Head of procurement")
WHY = {
    Outcome.PARTLY: "It began late, because the interviewers were found only in June.",
    Outcome.MISSED: "The agency in the country of origin did not open its books.",
    Outcome.DROPPED: "The site was closed during the year.",
}
OUTCOMES = {
    "full": (Outcome.MET, Outcome.MET, Outcome.MET, Outcome.PARTLY, Outcome.MET),
    "part": (Outcome.MET, Outcome.PARTLY, Outcome.MISSED, Outcome.MET, Outcome.DROPPED),
    "thin": (Outcome.MISSED, Outcome.DROPPED, Outcome.PARTLY),
}
"""What became of promises, by how careful the organisation is; taken in turn."""
KEPT_OPEN = 3
"""Of the promises that were missed, one in so many gets a new day."""


def page(setting: Setting) -> dict[str, Any]:
    """The page on which an organisation makes its promises, each for a later year."""
    number = setting.by_care(3, 2, 0)
    if not number:
        return {"commitments_made": "no", "commitments": []}
    made = setting.sample(f"promises {setting.year}", PROMISES, number)
    rows = [_row(setting, place, promise) for place, promise in enumerate(made, 1)]
    return {"commitments_made": "yes", "commitments": rows}


def _row(setting: Setting, place: int, promise: Sequence[str]) -> dict[str, Any]:
    words, metric, target, _reached = promise
    years = 2 if place == 3 else 1
    end = setting.period.end
    return {
        "number": f"{setting.year}-{place}",
        "commitment": words,
        "owner": setting.pick(f"owner {place}", OWNERS),
        "metric": metric,
        "target": target,
        "due_on": end.replace(year=end.year + years, day=min(end.day, 28)).isoformat(),
    }


def accounts(
    open_promises: Sequence[Commitment], practice: Practice, *, number: int, on: date
) -> dict[str, Any]:
    """The page on which it says what became of its earlier promises."""
    outcomes = OUTCOMES[practice.policy]
    return {
        "followed": [
            _account(promise, outcomes[(number + place) % len(outcomes)], number + place, on)
            for place, promise in enumerate(open_promises)
        ]
    }


def _account(promise: Commitment, outcome: Outcome, turn: int, on: date) -> dict[str, Any]:
    row = {"number": promise.number, "commitment": promise.commitment}
    if promise.due_now >= on:
        return {**row, "outcome": str(Outcome.NOT_YET_DUE)}
    row["outcome"] = str(outcome)
    if outcome in WHY:
        row["why"] = WHY[outcome]
    if outcome in {Outcome.MET, Outcome.PARTLY}:
        row["reached"] = _reached(promise, outcome)
    if outcome is Outcome.MISSED and turn % KEPT_OPEN == 0:
        row["due_on"] = (on + timedelta(days=300)).isoformat()
    return row


def _reached(promise: Commitment, outcome: Outcome) -> str:
    if outcome is Outcome.MET:
        return next(reached for words, _, _, reached in PROMISES if words == promise.commitment)
    return "About half of it"
