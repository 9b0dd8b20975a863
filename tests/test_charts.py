"""Drawings are true to their figures."""

import pytest

from registry.charts import TILES, dots, line_path, segments, share_of, state_tiles, wage_bars
from registry.wording import STATES


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        ("50.00", "200.00", 25.0),
        (1, 3, 33.33),
        (300, 200, 100.0),
        (-5, 200, 0.0),
        (None, 200, 0.0),
        ("", 200, 0.0),
        (10, 0, 0.0),
        (10, None, 0.0),
    ],
)
def test_a_share_stays_between_nothing_and_the_whole(part, whole, share):
    assert share_of(part, whole) == share


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion():
    chart = wage_bars(
        [
            {"corridor": "BGD-manufacturing", "gross_months": "8", "net_months": "2"},
            {"corridor": "NPL-plantation", "gross_months": "4", "net_months": "0"},
        ]
    )
    assert [(bar.gross_share, bar.net_share) for bar in chart.bars] == [(100.0, 25.0), (50.0, 0.0)]
    assert chart.one_month_share == 12.5


def test_less_than_a_month_does_not_fill_the_width():
    chart = wage_bars([{"corridor": "IDN-plantation", "gross_months": "0.4", "net_months": "0.4"}])
    assert chart.bars[0].gross_share == 40.0
    assert chart.one_month_share == 100.0


def test_a_corridor_without_figures_has_no_bar_rather_than_a_zero():
    bar = wage_bars([{"corridor": "MMR-construction", "gross_months": None}]).bars[0]
    assert bar.gross is None
    assert bar.net is None
    assert bar.gross_share == 0.0


def test_segments_lie_end_to_end():
    laid = segments([("On time", 6, "success"), ("Late", 2, "warning"), ("Overdue", 0, "danger")])
    assert [(part.start, part.share) for part in laid] == [(0.0, 75.0), (75.0, 25.0), (100.0, 0.0)]


def test_segments_of_nothing_have_no_width():
    assert [part.share for part in segments([("On time", 0, "success")])] == [0.0]


def test_a_line_breaks_at_a_year_without_a_value():
    placed = dots([(2023, "1"), (2024, None), (2025, "4"), (2026, "2")], width=300, height=80)
    assert [(dot.x, dot.y) for dot in placed if dot.value is not None] == [
        (0.0, 60.0),
        (200.0, 0.0),
        (300.0, 40.0),
    ]
    assert line_path(placed) == "M0.0 60.0 M200.0 0.0 L300.0 40.0"


def test_a_single_year_is_one_dot():
    assert line_path(dots([(2026, "3")])) == "M0.0 0.0"


def test_every_state_has_a_tile_of_its_own():
    assert set(TILES) == set(STATES)
    assert len(set(TILES.values())) == len(TILES)


def test_tiles_deepen_with_the_count_and_a_withheld_count_is_not_a_zero():
    tiles = {tile.code: tile for tile in state_tiles({"SGR": 40, "JHR": 10, "PLS": 1, "SBH": None})}
    assert [tiles[code].shade for code in ("SGR", "JHR", "PLS", "SBH", "KDH")] == [4, 1, 1, 0, 0]
    assert tiles["SBH"].count is None
    assert tiles["KDH"].count == 0


def test_tiles_without_any_count_are_all_pale():
    assert {tile.shade for tile in state_tiles({})} == {0}
