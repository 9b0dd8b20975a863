"""The register for measuring holds what it promises, and what measures it runs."""

import re
from collections import Counter
from html import unescape

import pytest
from sqlalchemy import func, select

from bench import files, growth
from bench.bare import bare
from bench.imports import timed_executemany, timed_import, write_csv
from bench.many import YEAR, fill_with
from bench.pages import compare
from bench.register import fill, register
from registry import promises
from registry.extensions import db
from registry.models import RegisterEntry, Statement, StatementFeeLine
from seed.scale import MODELS, YEARS, scale

STATEMENTS = MODELS * len(YEARS) + 7
FEW_OF_THE_WORDS = 0.03
UNSEEN = re.compile(r'<(svg|script)\b.*?</\1>|<(\w+) class="visually-hidden">.*?</\2>', re.S)


@pytest.mark.usefixtures("session")
def test_copies_are_published_statements_like_any_other(client):
    scale(STATEMENTS)
    assert db.session.scalar(select(func.count()).select_from(Statement)) == STATEMENTS
    last = db.session.scalars(select(Statement).order_by(Statement.id.desc()).limit(1)).one()
    entry = db.session.get_one(RegisterEntry, (last.organisation_id, last.year))
    assert entry.statement_id == last.id
    assert entry.grade == last.assessment["grade"]
    lines = select(func.count()).select_from(StatementFeeLine)
    assert db.session.scalar(lines.where(StatementFeeLine.statement_id == last.id)) > 0
    page = client.page(f"/en/organisations/{last.organisation_id}/{last.year}")
    assert page.heading == last.organisation.name


@pytest.fixture(scope="module")
def filled():
    with register() as (app, file):
        fill(app, STATEMENTS)
        yield app, file


def test_every_page_is_measured_beside_a_bare_one(filled):
    app, file = filled
    results = compare(app, 3, file.with_name("parts.sqlite"))
    assert [result.page for result in results] == [
        "listing, first page",
        "listing, any depth",
        "search",
        "organisation",
        "statement",
    ]
    assert all(result.ratio > 0 and result.ratio_of_parts > 0 for result in results)


@pytest.mark.parametrize(
    "page", [f"/organisations/{MODELS}", f"/organisations/{MODELS}/{YEARS[0]}"]
)
def test_a_bare_page_says_what_ours_says(filled, page):
    """All but a few of the words and figures that a reader sees, so that it answers the same."""
    app, _file = filled
    ours, theirs = app.test_client(), bare(app.config["SQLALCHEMY_DATABASE_URI"]).test_client()
    said = _words(ours.get(f"/en{page}").text.partition("<main")[2].partition("</main")[0])
    unsaid = said - _words(theirs.get(page).text)
    assert unsaid.total() < FEW_OF_THE_WORDS * said.total(), unsaid


def test_an_import_is_measured_twice_and_changes_nothing_the_second_time(monkeypatch, tmp_path):
    monkeypatch.setenv("BENCH_DIR", str(tmp_path))
    with register() as (app, file):
        path = file.with_name("organisations.csv")
        lines = write_csv(path, 50)
        _, first = timed_import(app, path)
        _, second = timed_import(app, path)
        timed_executemany(file.with_name("plain.sqlite"), lines)
    assert (first.added, first.rejected) == (50, [])
    assert (second.added, second.changed, second.unchanged) == (0, 0, 50)


def test_a_register_of_many_is_measured_as_a_file_and_for_its_growth(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("BENCH_DIR", str(tmp_path))
    monkeypatch.setattr(growth, "REQUESTS", 2)
    with register() as (app, file):
        fill_with(app, MODELS + 60)
        with app.app_context():
            of_the_year = select(func.count()).where(RegisterEntry.year == YEAR)
            assert db.session.scalar(of_the_year) == MODELS + 60
            assert promises.are_summed_up()
        [costs] = growth.costs_of([(app, MODELS + 60)])
        files.measure_on(app.config["SQLALCHEMY_DATABASE_URI"], file.parent)
    assert all(cost > 0 for cost in costs.values())
    assert "as CSV" in capsys.readouterr().out


def _words(html):
    """What is seen, which is neither in a picture nor for screen readers alone."""
    seen = UNSEEN.sub(" ", html)
    return Counter(re.findall(r"[\w.,%’]+", unescape(re.sub(r"<[^>]*>", " ", seen))))
