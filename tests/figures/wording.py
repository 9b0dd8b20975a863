"""What pages say of an organisation in a year, in the words they use for everybody."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.figures.bulk import EXPECTED, Bulk, Frame, day, instant, missing

STANDINGS = {
    "kept": "Kept", "kept_late": "Kept after its day was moved", "partly": "Partly met",
    "missed": "Missed", "dropped": "Dropped", "no_word": "No word", "awaited": "Answer awaited",
    "not_yet_due": "Not yet due",
}  # fmt: skip
BECAME = {
    "met": "Met", "partly": "Partly met", "missed": "Missed", "dropped": "Dropped",
    "not_yet_due": "Not yet due",
}  # fmt: skip
VERDICTS = ("met", "partly", "missed", "dropped")
"""What settles a commitment; "not yet due" leaves it open."""


def standing(entry: Any, today: date) -> str:
    """How an entry stands, dated; a deadline that was extended is said."""
    due, on = day(entry.due_on), day(entry.status_on)
    published = "" if missing(entry.published_on) else day(entry.published_on)
    said = {
        "overdue": f"No statement on this register as of {day(today)} (due {due})",
        "due": f"No statement on this register yet as of {day(today)} (due {due})",
        "published_on_time": f"Filed by the deadline of {due}, published {published}",
        "published_late": f"Published {published}, filed after the deadline of {due}",
        "awaiting_review": f"Filed {on}, not yet reviewed (due {due})",
        "returned": f"Returned for correction {on} (due {due})",
        "exempt": f"Exempt since {on}",
        "voluntary": f"May report if it wishes; no statement as of {day(today)}",
        "not_in_scope": f"Not in scope since {on}",
        "delisted_suspended": f"Delisted or suspended since {on}",
    }[entry.status]
    if missing(entry.first_due_on) or entry.status not in EXPECTED:
        return said
    return f"{said}; deadline extended from {day(entry.first_due_on)}"


def promise_card(promise: Any, told: Frame, last: Frame) -> Iterator[str]:
    """A card; ``last`` is what is said to have become of it, ``told`` all that was ever said."""
    yield f"{STANDINGS[promise.stands]} {promise.commitment}"
    parts = (promise.owner, promise.metric)
    yield (
        f"No. {promise.number} · {' · '.join('–' if missing(each) else each for each in parts)} · "
        f"Target: {'–' if missing(promise.target) else promise.target}"
    )
    moved = int((told["due_on"].notna() & told["outcome"].isin(("partly", "missed"))).sum())
    first = f"first promised for {day(promise.due_on)}; moved"
    times = "once" if moved == 1 else f"{moved} times"
    now = day(promise.due_now)
    yield f"By {now}, {first} {times}" if moved else f"By {day(promise.due_on)}"
    for each in last.itertuples():
        if missing(each.outcome):
            yield f"The statement for {each.year} does not say what became of it."
            continue
        reached = "" if missing(each.reached) else f" Reached: {each.reached}."
        yield f"In {each.year} the organisation said: {BECAME[each.outcome]}.{reached}"
        if not missing(each.why):
            yield each.why


def of_concerns(bulk: Bulk, organisation_id: int, year: int | None = None) -> Iterator[str]:
    found = bulk["concerns"]
    found = found[found["organisation_id"] == organisation_id]
    for each in (found if year is None else found[found["year"] == year]).itertuples():
        yield f"{'Question' if each.kind == 'question' else 'Concern'} {each.reference}"
        yield each.text
        sent = f"Sent on {day(each.sent_on)}"
        yield f"{sent}, without a name" if missing(each.who) else f"{sent} by: {each.who}"
        if not missing(each.answer):
            yield each.answer
            yield instant(each.answered_at)
        else:
            yield f"No answer by {day(each.answer_by)}. The organisation can still answer."
