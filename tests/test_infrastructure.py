"""The tests' own tools: what the page reader objects to, what the client forgets."""

import pytest

from tests.pages import Page, values_of

GOOD = """<!doctype html><html lang="en-MY"><head><title>Fees</title></head><body>
<main><h1>Fees</h1>%s</main></body></html>"""


def test_a_sound_page_has_no_problems():
    assert Page(GOOD % "<p>RM1,700.00</p>").problems() == []


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<p><ul><li>x</ul></div>", "line"),
        ("<h1>Again</h1>", "one h1"),
        ('<p id="a">x</p><p id="a">y</p>', 'id "a" is used 2 times'),
        ('<input name="amount">', "has no label"),
        ('<p aria-describedby="gone">x</p>', "points to no id"),
        ('<img src="chart.png">', "has no alt"),
        ("<style>p{}</style>", "inline <style>"),
        ('<p style="color:red">x</p>', "inline style"),
        ('<p onclick="go()">x</p>', "inline onclick"),
        ("<script>go()</script>", "inline <script>"),
        ("<p>%%(amount)s due</p>", "raw text"),
    ],
)
def test_each_flaw_is_named(html, problem):
    problems = Page(GOOD % html.replace("%%", "%")).problems()
    assert any(problem in found for found in problems), problems


def test_values_of_a_form_are_what_a_browser_would_send():
    page = Page(
        GOOD
        % """<form method="post"><input name="a" value="1">
        <input type="checkbox" name="b" value="x" checked><input type="checkbox" name="b" value="y">
        <select name="c"><option value="p">P<option selected>Q</select>
        <textarea name="d">words</textarea><button name="e" value="go">Go</button></form>"""
    )
    assert values_of(page.form()) == {"a": ["1"], "b": ["x"], "c": ["Q"], "d": ["words"]}
