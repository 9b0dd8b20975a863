"""The sums that the pages of years, sectors, states and criteria show."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from registry.api import asked, sums_shapes
from registry.api.blueprint import Json, asks, bp, unless_known
from registry.api.described import answers
from registry.assessment import catalogue
from registry.auth import access
from registry.clock import today
from registry.forms.ledger import LedgerSearch
from registry.public import counts
from registry.public.counts import Tally, current_year
from registry.public.criteria import outcomes, rules
from registry.public.ledger import sums as ledger_sums
from registry.public.ledger import table as ledger_table
from registry.public.sectors import figures
from registry.public.sectors import table as sectors_table
from registry.wording import SECTORS

Query = Mapping[str, Any]
PATTERNS = {"sector": r"^[a-z_]{1,40}$", "criterion_id": r"^[A-Z]{2,8}-[0-9]{2}$"}


def in_path(name: str, pattern: str, about: str) -> Json:
    schema = {"type": "string", "pattern": pattern}
    return {"in": "path", "name": name, "description": about, "schema": schema}


@bp.get("/years")
@access("anyone")
@answers(sums_shapes.YearList, summary="How many organisations have which status, year by year")
@asks(asked.Sums)
def years(asked: Query) -> ResponseReturnValue:
    """Of the whole register, of a sector, of a market, or of both."""
    now = today()
    return unless_known(now, lambda: _years(asked, now))


@bp.get("/sectors")
@access("anyone")
@answers(sums_shapes.SectorList, 404, summary="Each sector in a reporting year")
@asks(asked.OfYear)
def sectors(asked: Query) -> ResponseReturnValue:
    """Statuses, grades, what workers paid, and promises."""
    now = today()
    return unless_known(now, lambda: _sectors(_year(asked, now), now))


@bp.get(
    "/sectors/<string:sector>",
    parameters=[in_path("sector", PATTERNS["sector"], "A sector of the filters.")],
)
@access("anyone")
@answers(sums_shapes.Sector, 404, summary="One sector: its years, and a year with its criteria")
@asks(asked.OfYear)
def sector(asked: Query, sector: str) -> ResponseReturnValue:
    now = today()
    if sector not in SECTORS:
        abort(404)
    return unless_known(now, lambda: _sector(sector, _year(asked, now), now))


@bp.get("/states")
@access("anyone")
@answers(sums_shapes.StateList, 404, summary="Each state in a reporting year")
@asks(asked.OfYear)
def states(asked: Query) -> ResponseReturnValue:
    now = today()
    return unless_known(now, lambda: _states(_year(asked, now), now))


@bp.get(
    "/criteria/<string:criterion_id>/outcomes",
    parameters=[in_path("criterion_id", PATTERNS["criterion_id"], "Such as FEE-03.")],
)
@access("anyone")
@answers(sums_shapes.CriterionOutcomes, 404, summary="How often a criterion was met")
@asks(asked.Nothing)
def criterion_outcomes(_asked: Query, criterion_id: str) -> ResponseReturnValue:
    """By year and sector, of statements whose grade is public and stands."""
    now = today()
    found = rules.criterion(catalogue(), criterion_id) or abort(404)
    return unless_known(now, lambda: _outcomes(found.id, now))


def year_of(asked: Query, years: Mapping[int, Any], now: date) -> int:
    """The reporting year that was asked for, else the current one; 404 where it is not open."""
    year: int | None = asked.get("year")
    if year is not None and year not in years:
        abort(404, f"The register has no reporting year {year}.")
    return year or current_year(years, now.year)


def _year(asked: Query, now: date) -> int:
    return year_of(asked, ledger_sums.by_year(now), now)


def _years(asked: Query, now: date) -> Json:
    found = ledger_sums.by_year(now, LedgerSearch(**asked))
    return {"as_of": str(now), "years": _sums_of(found)}


def _sums_of(found: Mapping[int, Tally]) -> list[Json]:
    return [{"year": year, **ledger_table.sums(tally)} for year, tally in found.items()]


def _sectors(year: int, now: date) -> Json:
    return {"as_of": str(now), "year": year, "sectors": _of_sectors(year, now)}


def _of_sectors(year: int, now: date) -> list[Json]:
    tallies = {line.value: line.years[year] for line in ledger_sums.by_part("sector", now)
               if year in line.years and line.years[year].total}  # fmt: skip
    records = sectors_table.sectors(
        year, tallies, figures.statements(year, now), figures.promise_rates(year, now), now
    )
    return [_without_day(each) for each in sums_shapes.of_sectors(records)]


def _sector(sector: str, year: int, now: date) -> Json:
    own = (each for each in _of_sectors(year, now) if each["sector"] == sector)
    judged = sectors_table.criteria(year, figures.outcomes(year, now), now)
    return {
        "as_of": str(now),
        "sector": sector,
        "year": year,
        "years": _sums_of(ledger_sums.by_year(now, LedgerSearch(sector=sector))),
        "figures": next(own, None),
        "criteria": [
            _without_day(each, "sector", "year") for each in judged if each["sector"] == sector
        ],
    }


def _states(year: int, now: date) -> Json:
    rows = sectors_table.states(year, counts.by_state(year, now), now)
    return {
        "as_of": str(now),
        "year": year,
        "states": [_without_day(each, "year") for each in rows],
    }


def _outcomes(criterion: str, now: date) -> Json:
    rows = (_without_day(each, "criterion") for each in outcomes.records(criterion, now))
    return {"as_of": str(now), "criterion": criterion, "outcomes": list(rows)}


def _without_day(row: Mapping[str, Any], *names: str) -> Json:
    """A record without what the answer says once for all of them."""
    return {name: value for name, value in row.items() if name not in {"as_of", *names}}
