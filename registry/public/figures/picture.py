"""How statuses are drawn: bars, a hundred squares, steps over the days of a year, a map."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from registry.charts import SHADES, state_tiles
from registry.models import PublicStatus
from registry.public.counts import Tally
from registry.wording import GRADES, PUBLIC_STATUSES

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
NOT_EXPECTED = "muted"
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


@dataclass(frozen=True)
class YearBar:
    """Everybody of a reporting year, as one bar of statuses."""

    year: int
    parts: list[tuple[str, int, str]]
    published: int
    expected: int


def year_bars(totals: Mapping[int, Tally]) -> list[YearBar]:
    return [
        YearBar(year, _together(tally), tally.published, tally.expected)
        for year, tally in totals.items()
    ]


def shown(totals: Mapping[int, Tally]) -> list[tuple[str, str]]:
    """Label and colour of what occurs in the bars of these years, in drawing order."""
    present = {part[2]: part[0] for tally in totals.values() for part in _together(tally)}
    return [(present[kind], kind) for kind in dict.fromkeys(KINDS.values()) if kind in present]


def _together(tally: Tally) -> list[tuple[str, int, str]]:
    """The parts of a year; those of whom nothing is expected are one of them."""
    laid = [part for part in parts(tally.statuses) if part[2] != NOT_EXPECTED]
    rest = tally.total - sum(count for _, count, _ in laid)
    return [*laid, (str(_("Not expected to report")), rest, NOT_EXPECTED)] if rest else laid


def course(years: Mapping[int, Tally]) -> list[tuple[int, int | None]]:
    """The share published of each year in per cent, oldest first; None where nobody is expected."""
    return [
        (year, round(100 * tally.published / tally.expected) if tally.expected else None)
        for year, tally in sorted(years.items())
    ]


def grade_parts(counts: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """Letter, count and colour of each grade, also of those that nobody has."""
    return [(grade, counts.get(grade, 0), f"grade-{grade.lower()}") for grade in GRADES]


WIDTH, HEIGHT = 340, 160
"""The field of a curve, in the units of the drawing."""
LABELLED = 3
"""Every third month has its name; more would touch each other on a phone."""


@dataclass(frozen=True)
class Level:
    count: int
    y: float


@dataclass(frozen=True)
class Month:
    x: float
    label: str


@dataclass(frozen=True)
class Curve:
    """Two lines of steps: who published by which day, and whose deadline had come."""

    last: date
    published: int
    due: int
    """How many deadlines had passed on the last day."""
    published_path: str
    due_path: str
    levels: Sequence[Level]
    months: Sequence[Month]
    height: int = HEIGHT


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int
    top: int

    def x(self, day: date) -> float:
        return round(WIDTH * (day - self.first).days / self.days, 1)

    def y(self, count: int) -> float:
        return round(HEIGHT - HEIGHT * count / self.top, 1)

    def steps(self, counts: Mapping[date, int], last: date) -> str:
        """A path that rises on each day by what the day adds, up to the last day."""
        path, height = [f"M0 {HEIGHT}"], 0
        for day in sorted(counts):
            if day <= last:
                height += counts[day]
                path.append(f"H{self.x(day)}V{self.y(height)}")
        return "".join((*path, f"H{self.x(last)}"))


def curve(
    year: int, published: Mapping[date, int], due: Mapping[date, int], today: date
) -> Curve | None:
    """The days of a reporting year; None while nobody is expected to report."""
    expected = sum(due.values())
    if not expected:
        return None
    first = min([date(year, 1, 1), *published])
    end = max([date(year, 12, 31), *published])
    scale = _Scale(first, (end - first).days, expected)
    last = min(max(today, first), end)
    return Curve(
        last=last,
        published=sum(count for day, count in published.items() if day <= last),
        due=sum(count for day, count in due.items() if day < last),
        published_path=scale.steps(published, last),
        due_path=scale.steps(Counter(due), end),
        levels=[Level(count, scale.y(count)) for count in sorted({expected, expected // 2} - {0})],
        months=list(_months(scale, end)),
    )


def _months(scale: _Scale, end: date) -> list[Month]:
    """The first day of each month of the field."""
    found, day = [], scale.first.replace(day=1)
    while day <= end:
        if day >= scale.first:
            named = day.month % LABELLED == 1
            label = str(format_date(day, "MMM", locale=get_locale())) if named else ""
            found.append(Month(scale.x(day), label))
        day = (day + timedelta(days=31)).replace(day=1)
    return found


@dataclass(frozen=True)
class ShareTile:
    """A state: where it lies, how many of those expected published, and its tint by that share."""

    code: str
    x: int
    y: int
    published: int
    expected: int
    shade: int


def share_tiles(states: Mapping[str, Tally]) -> list[ShareTile]:
    """All sixteen states, whether anybody is there or not."""
    nobody = Tally({}, {})
    return [
        ShareTile(tile.code, tile.x, tile.y, of.published, of.expected, _shade(of))
        for tile in state_tiles({})
        for of in [states.get(tile.code, nobody)]
    ]


def _shade(tally: Tally) -> int:
    return -(-tally.published * SHADES // tally.expected) if tally.expected else 0
