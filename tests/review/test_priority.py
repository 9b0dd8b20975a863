"""What is read first."""

from dataclasses import replace

from registry.review.priority import (
    MANY_CONFLICTS,
    MANY_COPIED,
    SERVICE_DAYS,
    Facts,
    Reason,
    prioritise,
)

NOTHING_SPECIAL = Facts(
    waiting_days=1,
    strictest_cap=None,
    legal_gaps=0,
    conflicts=0,
    copied=0,
    was_returned=False,
    is_target_sector=False,
    is_first=False,
)


def test_a_filing_with_nothing_special_waits_its_turn():
    priority = prioritise(NOTHING_SPECIAL)
    assert priority.reasons == (Reason.WAITING,)
    assert priority.rank == 1


def test_the_longer_wait_comes_first_when_nothing_else_differs():
    older = prioritise(replace(NOTHING_SPECIAL, waiting_days=3))
    assert older.rank > prioritise(NOTHING_SPECIAL).rank


def test_passports_held_come_before_a_first_filing():
    severe = prioritise(replace(NOTHING_SPECIAL, strictest_cap="E"))
    first = prioritise(replace(NOTHING_SPECIAL, is_first=True, is_target_sector=True))
    assert severe.rank > first.rank
    assert severe.reasons == (Reason.SEVERE,)


def test_a_cap_at_c_is_no_reason_to_hurry():
    assert prioritise(replace(NOTHING_SPECIAL, strictest_cap="C")).reasons == (Reason.WAITING,)


def test_after_the_service_days_a_filing_is_overdue_and_not_a_day_before():
    on_the_day = prioritise(replace(NOTHING_SPECIAL, waiting_days=SERVICE_DAYS))
    day_after = prioritise(replace(NOTHING_SPECIAL, waiting_days=SERVICE_DAYS + 1))
    assert Reason.OVERDUE not in on_the_day.reasons
    assert day_after.reasons == (Reason.OVERDUE,)


def test_reasons_stand_weightiest_first():
    facts = replace(
        NOTHING_SPECIAL, legal_gaps=2, was_returned=True, strictest_cap="D", is_first=True
    )
    assert prioritise(facts).reasons == (
        Reason.SEVERE,
        Reason.LEGAL_GAP,
        Reason.CORRECTED,
        Reason.FIRST,
    )


def test_many_conflicts_and_much_copied_text_are_reasons_and_a_few_are_not():
    some = replace(NOTHING_SPECIAL, conflicts=MANY_CONFLICTS - 1, copied=MANY_COPIED - 1)
    many = replace(NOTHING_SPECIAL, conflicts=MANY_CONFLICTS, copied=MANY_COPIED)
    assert prioritise(some).reasons == (Reason.WAITING,)
    assert prioritise(many).reasons == (Reason.CONFLICTS, Reason.COPIED)
