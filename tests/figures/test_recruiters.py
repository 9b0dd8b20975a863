"""The recruiters that statements name: how many use each, and what every statement says of it."""

import re

import pytest

from registry.wording import country_name
from tests.figures.bulk import Bulk, day, missing, money, number
from tests.figures.page import Shown
from tests.figures.recruitment import ratio
from tests.figures.taken import assert_same, csv_of, json_of
from tests.public.test_corridor_bulk import corridors_of

SAID = {"yes": "Yes", "no": "No", "do_not_know": "Not known"}
SOME = 6
PAGE = 25
"""Recruiters on one page."""


@pytest.fixture(scope="session")
def costs(bulk: Bulk):
    """What workers from a country paid on average, by statement and country of origin."""
    rows = corridors_of(bulk)
    told = rows[rows["each"].notna()].groupby(["statement_id", "origin"])
    return {key: ratio(part["paid"].sum(), int(part["people"].sum()), 2) for key, part in told}


def recruiters_of(bulk: Bulk):
    """Those of statements that count, by what their rows have in common."""
    found = bulk["recruiters"]
    return dict(list(found[found["is_current"] & found["key"].notna()].groupby("key")))


def test_recruiters(bulk, reader):
    rows = {row["key"]: row for row in csv_of(reader, "/en/recruiters.csv")}
    wanted = recruiters_of(bulk)
    assert rows.keys() == wanted.keys()
    shown = Shown(reader.page("/en/recruiters"))
    shown.say(f"{len(rows)} recruiters")
    assert json_of(reader, "/recruiters")["total"] == len(rows)
    for key, part in wanted.items():
        assert_same([rows[key]], [_summed(part)])
    listed = shown.rows("Recruiters that statements name")
    shown.table("Recruiters that statements name")
    assert len(listed) == min(len(wanted), PAGE)
    told = [
        [country_name(part["country"].iloc[0]), *_counted(_summed(part))]
        for part in wanted.values()
    ]
    assert all([row[1], *row[3:]] in told for row in listed)
    assert not shown.unexplained(rf".*as of {day(bulk.today)}\..*", _hidden(bulk))


def _summed(part):
    return {
        "employers": part["organisation_id"].nunique(),
        "statements": part["statement_id"].nunique(),
        "first_year": part["year"].min(),
        "last_year": part["year"].max(),
        "recruits": part["recruits"].fillna(0).sum(),
    }


def _counted(sums) -> list[str]:
    years = [str(sums["first_year"]), str(sums["last_year"])]
    return [number(sums["employers"]), number(sums["statements"]), *years, number(sums["recruits"])]


def _hidden(bulk: Bulk) -> str:
    """How many names are left out, as they may be those of private persons."""
    found = bulk["recruiters"]
    found = found[found["is_current"] & found["key"].isna() & found["licence_no"].isna()]
    return rf"Statements name {len(found)} agents? who may be .*"


def test_one_recruiter(bulk, reader, costs):
    names = bulk["organisations"].set_index("organisation_id")["name"]
    for key, part in list(recruiters_of(bulk).items())[:SOME]:
        shown = Shown(reader.page(f"/en/recruiters/{key}"))
        sums, terms = _summed(part), list(shown.terms().values())
        assert terms[0] == number(sums["employers"])
        assert terms[1] == f"{number(sums['recruits'])} as far as statements say"
        assert terms[2].removesuffix(" as the newest statement gives it") in {
            *part["licence_no"].dropna(), "none said"
        }  # fmt: skip
        shown.say(*(each for each in terms if re.search(r"\d", each)))
        [caption] = [each for each in shown.captions() if each.startswith("Statements")]
        listed = shown.rows(caption)
        shown.table(caption)
        told = [_said(row, names, costs, part) for row in part.itertuples()]
        assert sorted(listed) == sorted(told), key
        assert_same(csv_of(reader, f"/en/recruiters/{key}/statements.csv"), [
            {"organisation_id": row.organisation_id, "year": row.year, "recruits": row.recruits,
             "licence_no": row.licence_no, "per_worker": costs.get((row.statement_id, row.country)),
             "checked_on": None if missing(row.checked_on) else str(row.checked_on)}
            for row in part.itertuples()
        ])  # fmt: skip
        called = "|".join(re.escape(each) for each in {*bulk["recruiters"]["name"].dropna()})
        assert not shown.unexplained(rf".*as of {day(bulk.today)}\..*", rf"({called})(, .*)?"), key


def _said(row, names, costs, part):
    """A line of the page; names and licences stand there only where statements differ."""
    differing = [
        "–" if missing(getattr(row, name)) else getattr(row, name)
        for name in ("name", "licence_no")
        if part[name].fillna("").nunique() > 1
    ]
    days = ["–" if missing(each) else day(each) for each in (row.licence_expiry, row.checked_on)]
    answers = [
        "–" if missing(each) else SAID[each] for each in (row.subagents_found, row.blacklist_hit)
    ]
    cost = money(costs.get((row.statement_id, row.country)))
    owner = names[row.organisation_id]
    return [owner, str(row.year), *differing, *days, *answers, number(row.recruits), cost]
