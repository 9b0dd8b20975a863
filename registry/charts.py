"""The arithmetic of the drawings: figures go in, places and widths on a grid come out.

Shares are percentages of the width there is, so that a drawing fits a phone and a desk alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Flask

Figure = Decimal | str | int | float | None

TILES = {
    "PLS": (0, 0),
    "PNG": (0, 1), "KDH": (1, 1), "KTN": (2, 1), "TRG": (3, 1),
    "PRK": (1, 2), "PHG": (2, 2), "LBN": (5, 2), "SBH": (6, 2),
    "SGR": (0, 3), "KUL": (1, 3), "NSN": (2, 3), "SWK": (5, 3),
    "PJY": (1, 4), "MLK": (2, 4), "JHR": (3, 4),
}  # fmt: skip
"""Column and row of each state: neighbours stay neighbours, the sea is a gap."""

TILE = 64
"""The side of a tile with its margin, in the units of the drawing."""

SHADES = 4
"""Tints of a tile above zero; more could not be told apart."""


@dataclass(frozen=True)
class WageBar:
    """Months of wages a worker of one corridor paid to be recruited, before and after repayment."""

    corridor: str
    gross: Decimal | None
    net: Decimal | None
    gross_share: float
    net_share: float
    figures: Mapping[str, Any]


@dataclass(frozen=True)
class WageBars:
    bars: tuple[WageBar, ...]
    one_month_share: float


@dataclass(frozen=True)
class Segment:
    """One part of a stacked bar: where it starts and how wide it is, in percent."""

    label: str
    count: int
    kind: str
    start: float
    share: float


@dataclass(frozen=True)
class Dot:
    label: str
    value: Decimal | None
    x: float
    y: float


@dataclass(frozen=True)
class Tile:
    """One state: where it lies, its figure (None is withheld) and its tint, 0 to ``SHADES``."""

    code: str
    x: int
    y: int
    count: int | None
    shade: int


def number(figure: Figure) -> Decimal | None:
    return None if figure is None or figure == "" else Decimal(str(figure))


def share_of(part: Figure, whole: Figure) -> float:
    """``part`` as a percentage of ``whole``, from 0 to 100; 0 where either is missing."""
    amount, total = number(part), number(whole)
    if not amount or not total or total < 0:
        return 0.0
    return float(round(min(max(amount / total, Decimal(0)), Decimal(1)) * 100, 2))


def wage_bars(corridors: Iterable[Mapping[str, Any]]) -> WageBars:
    """Bars on one scale, which is never shorter than a month, so that little debt looks little."""
    rows = list(corridors)
    months = [number(row.get(name)) for row in rows for name in ("gross_months", "net_months")]
    scale = max([Decimal(1), *(month for month in months if month is not None)])
    bars = tuple(
        WageBar(
            corridor=row["corridor"],
            gross=number(row.get("gross_months")),
            net=number(row.get("net_months")),
            gross_share=share_of(row.get("gross_months"), scale),
            net_share=share_of(row.get("net_months"), scale),
            figures=row,
        )
        for row in rows
    )
    return WageBars(bars, share_of(1, scale))


def segments(parts: Sequence[tuple[str, int, str]]) -> list[Segment]:
    """Parts of a whole, as ``(label, count, kind)``, laid end to end."""
    total = sum(count for _, count, _ in parts)
    laid: list[Segment] = []
    start = 0.0
    for label, count, kind in parts:
        share = share_of(count, total)
        laid.append(Segment(label, count, kind, round(start, 2), share))
        start += share
    return laid


def dots(
    points: Sequence[tuple[Any, Figure]],
    top: Figure = None,
    width: int = 320,
    height: int = 80,
) -> list[Dot]:
    """Points of a line over the years, from ``(label, value)``; the highest value touches the top.

    A year without a value keeps its place and its dot has the value None.
    """
    values = [number(value) for _, value in points]
    highest = number(top) or max((value for value in values if value is not None), default=None)
    step = width / max(len(points) - 1, 1)
    return [
        Dot(
            label=str(label),
            value=value,
            x=round(index * step, 1),
            y=round(height - height * share_of(value, highest) / 100, 1),
        )
        for index, ((label, _), value) in enumerate(zip(points, values, strict=True))
    ]


def line_path(placed: Iterable[Dot]) -> str:
    """An SVG path through the dots that have a value, broken where one is missing."""
    path: list[str] = []
    joined = False
    for dot in placed:
        if dot.value is not None:
            path.append(f"{'L' if joined else 'M'}{dot.x} {dot.y}")
        joined = dot.value is not None
    return " ".join(path)


def state_tiles(counts: Mapping[str, int | None]) -> list[Tile]:
    """All sixteen states, whether counted or not; the highest count has the deepest tint."""
    highest = max((count for count in counts.values() if count), default=0)
    return [
        Tile(code, column * TILE, row * TILE, count, _shade(count, highest))
        for code, (column, row) in TILES.items()
        for count in [counts.get(code, 0)]
    ]


def _shade(count: int | None, highest: int) -> int:
    return -(-count * SHADES // highest) if count and highest else 0


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        wage_bars=wage_bars,
        segments=segments,
        dots=dots,
        line_path=line_path,
        share_of=share_of,
        state_tiles=state_tiles,
    )
