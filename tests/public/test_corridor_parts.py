"""Figures of corridors that are kept part by part are those that counting everything anew gives."""

from datetime import timedelta

import pytest

from registry.public import corridor_parts, corridors, counts
from tests.factories import AT
from tests.public.recruiting import a_register, withdraw
from tests.public.statements import a_statement, amended
from tests.public.test_corridors import recruiting

pytestmark = pytest.mark.usefixtures("session")


def figures():
    """Of every country and sector in every year, as somebody sees them who asks now."""
    counts._answers.clear()
    by_origin = {year: corridors.by_origin(year) for year in corridors.found_and_repaid()}
    origins = {origin for found in by_origin.values() for _, origin in found.totals if origin}
    return by_origin, {origin: corridors.by_sector(origin) for origin in sorted(origins)}


def counted_anew():
    corridor_parts._parts.clear()
    return figures()


@pytest.mark.parametrize("seed", [1, 2])
def test_they_hold_whatever_is_published_and_withdrawn(seed):
    statements = a_register(seed)
    assert figures() == counted_anew()
    for more in range(2):
        a_register(10 * seed + more, statements=3)
        assert figures() == counted_anew()
        withdraw(statements.pop())
        assert figures() == counted_anew()


def test_only_what_a_statement_says_and_said_is_counted_again(monkeypatch):
    first = a_statement(answers=recruiting("NPL", "10000.00"))
    a_statement(answers=recruiting("BGD", "20000.00"))
    assert sorted(figures()[0][2026].totals) == [(2026, ""), (2026, "BGD"), (2026, "NPL")]
    asked = []
    ask = corridor_parts.sums.figures
    monkeypatch.setattr(
        corridor_parts.sums, "figures", lambda *those: asked.append(those[1:3]) or ask(*those)
    )
    amended(first, at=AT + timedelta(days=9), answers=recruiting("IDN", "30000.00"))
    counts._answers.clear()
    found = corridors.by_origin(2026)
    assert sorted(found.totals) == [(2026, ""), (2026, "BGD"), (2026, "IDN")]
    assert asked == [([2026], ["", "IDN"])]
    assert corridors.by_origin(2026) is found
