"""What workers paid, corridor by corridor, and the recruiters that statements name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from registry.api import asked, sums_shapes
from registry.api.blueprint import Json, as_json, asks, bp, unless_known
from registry.api.described import answers
from registry.api.sums_routes import in_path
from registry.api.sums_shapes import cells
from registry.auth import access
from registry.clock import today
from registry.models import Recruiter
from registry.public.corridors import figures, tables
from registry.public.corridors.totals import Figures, Key
from registry.public.figures.table import FigureTable
from registry.public.recruiters import named
from registry.public.recruiters.named import Asked

Query = Mapping[str, Any]
ORIGIN = in_path("origin", r"^[A-Z]{3}$", "Country code (ISO 3166), such as NPL.")
KEY = in_path("key", r"^[A-Za-z0-9.-]{1,120}$", "`key` of a recruiter.")


@bp.get("/corridors")
@access("anyone")
@answers(sums_shapes.CorridorList, 404, summary="What workers of each country paid in a year")
@asks(asked.OfYear)
def corridors(asked: Query) -> ResponseReturnValue:
    """Sums over what statements publish; what a statement withholds is in no sum."""
    now = today()
    return unless_known(now, lambda: _corridors(asked, now))


@bp.get("/corridors/<string:origin>", parameters=[ORIGIN])
@access("anyone")
@answers(sums_shapes.Corridor, 404, summary="One country of origin, by year, sector and cost")
@asks(asked.OfYear)
def corridor(asked: Query, origin: str) -> ResponseReturnValue:
    now = today()
    return unless_known(now, lambda: _corridor(origin, asked, now))


@bp.get("/recruiters")
@access("anyone")
@answers(sums_shapes.RecruiterList, summary="Recruiters that statements name")
@asks(asked.Recruiters)
def recruiters(asked: Query) -> ResponseReturnValue:
    return unless_known(today(), lambda: _recruiters(asked))


@bp.get("/recruiters/<string:key>", parameters=[KEY])
@access("anyone")
@answers(sums_shapes.RecruiterWhole, 404, summary="A recruiter and every statement that names it")
@asks(asked.Nothing)
def recruiter(_asked: Query, key: str) -> ResponseReturnValue:
    now = today()
    return unless_known(now, lambda: _recruiter(key, now))


def _year(asked: Query, years: list[int], now: date) -> int:
    """The year that was asked for, else the newest with figures; 404 where there are none."""
    year: int = asked.get("year") or max(years, default=now.year)
    if "year" in asked and year not in years:
        abort(404, f"There are no figures of {year}.")
    return year


def _corridors(asked: Query, now: date) -> Json:
    repaid = figures.found_and_repaid()
    year = _year(asked, list(repaid), now)
    found = figures.by_origin(year)
    keys = _parts(found, year)
    return {
        "as_of": str(now),
        "year": year,
        "ranges": cells(tables.ranges(found, keys, tables.ORIGIN)),
        "recruitment": cells(tables.recruitment(found, keys, tables.ORIGIN)),
        "repayment": cells(tables.repayment(repaid)),
    }


def _corridor(origin: str, asked: Query, now: date) -> Json:
    found = figures.by_sector(origin)
    if not found.totals:
        abort(404)
    year = _year(asked, found.years, now)
    years: list[Key] = [(each, "") for each in found.years]
    return {
        "as_of": str(now),
        "origin": origin,
        "year": year,
        "years": cells(tables.ranges(found, years, tables.YEAR)),
        "recruitment": cells(tables.recruitment(found, years, tables.YEAR)),
        "sectors": cells(tables.ranges(found, _parts(found, year), tables.SECTOR)),
        "distribution": cells(tables.distribution(found.totals[year, ""])),
        "costs": cells(tables.costs(figures.costs(origin, year))),
    }


def _parts(found: Figures, year: int) -> list[Key]:
    return [(year, part) for part in found.parts(year)]


def _recruiters(asked: Query) -> Response:
    wanted = Asked(asked.get("q", "").strip(), asked.get("country", ""))
    found = named.page(wanted, after=asked.get("cursor", ""), limit=asked["limit"])
    given = {name: value for name, value in asked.items() if name != "cursor"}
    links = {
        rel: url_for("api.recruiters", **given, cursor=cursor) if cursor else None
        for rel, cursor in (("next", found.next), ("prev", found.previous))
    }
    body = {"total": named.total(wanted), "recruiters": cells(named.table(found))}
    return as_json({**body, "next": links["next"], "previous": links["prev"]}, links)


def _recruiter(key: str, now: date) -> Json:
    found = named.recruiter(key, most=None)
    [own] = _summaries(found.recruiter)
    return {
        "as_of": str(now),
        "recruiter": own,
        "statements": cells(found.table()),
        "same_name": _summaries(*found.same_name),
    }


def _summaries(*recruiters: Recruiter) -> list[Json]:
    return cells(FigureTable(named.COLUMNS, [named.record(each) for each in recruiters]))
