"""Drawings and badges say in words what they show."""

import re

import pytest

from registry.models import PublicStatus
from tests.architecture.source import APPLICATION
from tests.pages import text_of

SPRITE = (APPLICATION / "static/icons/sprite.svg").read_text()
COMPONENTS = sorted((APPLICATION / "templates").rglob("*.html"))


@pytest.mark.parametrize("status", PublicStatus)
def test_every_public_status_has_its_words_and_icon(render, status):
    page = render("register", '{{ c.status_tag(status, on="2026-06-14") }}', status=status)
    assert "14 Jun 2026" in page.text
    assert len(_icons_of(page) & _icons_drawn()) == 1


@pytest.mark.parametrize(
    ("grade", "words"),
    [("A", "Grade A Leading practice"), ("E", "Grade E Not addressed"), (None, "– No grade")],
)
def test_a_grade_is_never_a_colour_alone(render, grade, words):
    assert render("register", "{{ c.grade_badge(grade) }}", grade=grade).text == words


def test_a_corridor_without_figures_is_not_drawn_as_zero(render):
    corridors = [
        {"corridor": "BGD-manufacturing", "gross_months": "8.4", "net_months": "1.2"},
        {"corridor": "NPL-plantation", "gross_months": None, "net_months": None},
    ]
    page = render("charts", "{{ c.months_of_wages(corridors) }}", corridors=corridors)
    titles = [text_of(title) for title in page.all(".//{*}title")]
    assert titles == [
        "Bangladesh · Manufacturing: 8.4 months of wages paid, 1.2 after repayment",
    ]
    assert "Nepal · Plantations Not disclosed" in page.text


def test_repayment_names_both_sums(render):
    page = render("charts", '{{ c.repayment_bar("41000.00", "50000.00") }}')
    assert page.text.startswith("RM41,000 repaid of RM50,000 that workers paid 82%")


def test_a_withheld_state_says_so(render):
    page = render("charts", '{{ c.state_tiles({"PLS": none, "SGR": 40}, "By state") }}')
    labels = [tile.get("aria-label") for tile in page.all(".//{*}g[@role='img']")]
    assert "Perlis: fewer than 5" in labels
    assert "Selangor: 40" in labels
    assert len(labels) == 16


def test_the_figures_stand_beside_the_drawing(render):
    source = (
        '{% call c.with_table("By year", [("year", "Year"), ("share", "Share", "number")], rows) %}'
        '{{ c.year_line([(2025, 68), (2026, none)], "Published", "%") }}{% endcall %}'
    )
    page = render("charts", source, rows=[{"year": 2025, "share": "68%"}])
    assert "Published: 2025 68%, 2026 no figure" in text_of(page.tree.find(".//{*}title"))
    assert page.rows() == [["Year", "Share"], ["2025", "68%"]]


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.name)
def test_every_icon_named_in_a_template_is_drawn(file):
    named = set(re.findall(r'icon\("([a-z0-9-]+)"|icon_name="([a-z0-9-]+)"', file.read_text()))
    assert {name for pair in named for name in pair if name} <= _icons_drawn()


def _icons_drawn():
    return set(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE))


def _icons_of(page):
    return {use.get("href").rpartition("#")[2] for use in page.all(".//{*}use")}
