"""How statuses are drawn: parts of a bar, and the hundred squares of the start page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from registry.models import PublicStatus
from registry.wording import PUBLIC_STATUSES

KINDS = {
    PublicStatus.PUBLISHED_ON_TIME: "success",
    PublicStatus.PUBLISHED_LATE: "warning",
    PublicStatus.AWAITING_REVIEW: "primary",
    PublicStatus.RETURNED: "navy",
    PublicStatus.OVERDUE: "danger",
    PublicStatus.DUE: "plain",
    PublicStatus.EXEMPT: "muted",
    PublicStatus.VOLUNTARY: "muted",
    PublicStatus.NOT_IN_SCOPE: "muted",
    PublicStatus.DELISTED_SUSPENDED: "muted",
}
"""The colour of each status in a drawing, in the order in which they are laid."""
SQUARES = 100
SIDE = 10

Key = TypeVar("Key")


@dataclass(frozen=True)
class Square:
    column: int
    row: int
    kind: str


def parts(statuses: Mapping[PublicStatus, int]) -> list[tuple[str, int, str]]:
    """Label, count and colour of each status that occurs, in drawing order."""
    return [
        (str(PUBLIC_STATUSES[status]), statuses[status], kind)
        for status, kind in KINDS.items()
        if statuses.get(status)
    ]


def shared_out(counts: Mapping[Key, int], squares: int = SQUARES) -> dict[Key, int]:
    """Whole squares in proportion to counts (largest remainders); something is never nothing."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, 0)
    whole = {key: max(count * squares // total, bool(count)) for key, count in counts.items()}
    by_remainder = sorted(counts, key=lambda key: counts[key] * squares % total, reverse=True)
    for key in by_remainder[: max(squares - sum(whole.values()), 0)]:
        whole[key] += 1
    while (excess := sum(whole.values()) - squares) > 0:
        largest = max(whole, key=lambda key: whole[key])
        whole[largest] -= min(excess, whole[largest] - 1)
    return whole


def squares(laid: Sequence[tuple[str, int, str]]) -> list[Square]:
    """A hundred squares in rows of ten, for parts in the order in which they are drawn."""
    shares = shared_out(dict(enumerate(count for _, count, _ in laid)))
    kinds = [kind for i, (_, _, kind) in enumerate(laid) for _ in range(shares[i])]
    return [Square(place % SIDE, place // SIDE, kind) for place, kind in enumerate(kinds)]
