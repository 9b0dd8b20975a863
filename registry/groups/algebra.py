"""Who is covered by whom in a year: sets of companies, worked out from what statements say.

Every company is a word, such as its number. A filer covers itself: its statement speaks for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Naming:
    """One filer names a company: with the share it holds, and whether it speaks for it."""

    filer: str
    company: str
    covered: bool
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sets that together say who speaks for whom; ``covered`` and ``uncovered`` have no overlap."""

    covered: frozenset[str]
    """Companies for which at least one statement speaks, filers among them."""
    uncovered: frozenset[str]
    """Companies that are named, and for which no statement speaks."""
    overlaps: Mapping[str, frozenset[str]]
    """Company -> the filers that speak for it, where they are more than one."""
    circles: frozenset[frozenset[str]]
    """Pairs of filers each of which names the other as its company."""
    over_whole: Mapping[str, Decimal]
    """Company -> the sum of the shares that filers hold of it, where it is over 100 per cent."""


def coverage(filers: Iterable[str], namings: Iterable[Naming]) -> Coverage:
    """What the statements of ``filers``, with all that they name, come to."""
    filed, said = frozenset(filers), list(namings)
    speakers = {filer: {filer} for filer in filed}
    for naming in said:
        if naming.covered:
            speakers.setdefault(naming.company, set()).add(naming.filer)
    covered = frozenset(speakers)
    return Coverage(
        covered=covered,
        uncovered=frozenset(naming.company for naming in said) - covered,
        overlaps={
            company: frozenset(filers) for company, filers in speakers.items() if len(filers) > 1
        },
        circles=_circles(said),
        over_whole=_over_whole(said),
    )


def _circles(namings: Iterable[Naming]) -> frozenset[frozenset[str]]:
    held = {(n.filer, n.company) for n in namings if n.filer != n.company}
    return frozenset(frozenset(pair) for pair in held if pair[::-1] in held)


def _over_whole(namings: Iterable[Naming]) -> dict[str, Decimal]:
    """Of several shares that one filer gives for a company, the largest counts."""
    held: dict[str, dict[str, Decimal]] = {}
    for naming in namings:
        shares = held.setdefault(naming.company, {})
        shares[naming.filer] = max(shares.get(naming.filer, Decimal(0)), naming.share or Decimal(0))
    totals = {company: sum(shares.values(), Decimal(0)) for company, shares in held.items()}
    return {company: total for company, total in totals.items() if total > WHOLE}
