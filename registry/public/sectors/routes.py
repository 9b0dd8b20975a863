"""Sectors and states: the state of a year, part by part."""

from collections.abc import Mapping

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.assessment import catalogue
from registry.auth import access
from registry.clock import today
from registry.forms.ledger import LedgerSearch
from registry.kept_pages import kept
from registry.public import counts
from registry.public.counts import Tally, current_year
from registry.public.figures import picture
from registry.public.ledger import matrix
from registry.public.ledger import sums as ledger_sums
from registry.public.ledger.routes import csv_file
from registry.public.routes import bp
from registry.public.sectors import figures
from registry.public.sectors import table as sectors_table
from registry.wording import SECTORS, STATES

SOME = 10
"""How many organisations a sector's page names before it leads to the ledger."""


@bp.get("/sectors")
@access("anyone")
@kept("year")
def sectors() -> ResponseReturnValue:
    now = today()
    years = ledger_sums.by_year(now)
    year = _year_asked(years, now.year)
    lines = ledger_sums.by_part("sector", now)
    return render_template(
        "public/sectors.html",
        today=now,
        year=year,
        years=list(years),
        everybody=years.get(year, ledger_sums.NOBODY),
        lines=[line for line in lines if year in line.years],
        courses={line.value: picture.course(line.years) for line in lines},
        kinds=picture.KINDS,
    )


@bp.get("/sectors.csv")
@access("anyone")
def sectors_csv() -> ResponseReturnValue:
    now = today()
    year = _year_asked(ledger_sums.by_year(now), now.year)
    lines = ledger_sums.by_part("sector", now)
    records = sectors_table.sectors(
        year,
        {line.value: line.years[year] for line in lines if line.years[year].total},
        figures.statements(year, now),
        figures.promise_rates(year, now),
        now,
    )
    return csv_file(records, sectors_table.SECTOR_COLUMNS, f"sectors-{year}")


@bp.get("/sectors/criteria.csv")
@access("anyone")
def sector_criteria_csv() -> ResponseReturnValue:
    now = today()
    year = _year_asked(ledger_sums.by_year(now), now.year)
    records = sectors_table.criteria(year, figures.outcomes(year, now), now)
    return csv_file(records, sectors_table.CRITERIA_COLUMNS, f"sector-criteria-{year}")


@bp.get("/sectors/<string:sector>")
@access("anyone")
@kept("year")
def sector(sector: str) -> ResponseReturnValue:
    if sector not in SECTORS:
        abort(404)
    now = today()
    everybody = ledger_sums.by_year(now)
    year = _year_asked(everybody, now.year)
    totals = ledger_sums.by_year(now, LedgerSearch(sector=sector))
    statements = figures.statements(year, now)
    rates = figures.promise_rates(year, now)
    met = figures.criteria_met(sector, catalogue(), figures.outcomes(year, now))
    return render_template(
        "public/sector.html",
        today=now,
        sector=sector,
        year=year,
        totals=totals,
        everybody=everybody,
        bars=picture.year_bars(totals),
        shown=picture.shown(totals),
        kinds=picture.KINDS,
        sums=statements.get(sector, figures.Sums()),
        all_sums=figures.whole(statements),
        rate=rates.get(sector, figures.together([])),
        all_rate=figures.together(rates.values()),
        most=met[: figures.SHOWN_CRITERIA],
        least=list(reversed(met[figures.SHOWN_CRITERIA :]))[: figures.SHOWN_CRITERIA],
        some=matrix.page(LedgerSearch(year=year, sector=sector), now, limit=SOME),
    )


@bp.get("/states")
@access("anyone")
@kept("year")
def states() -> ResponseReturnValue:
    now = today()
    years = ledger_sums.by_year(now)
    year = _year_asked(years, now.year)
    found = counts.by_state(year, now)
    ordered = [*STATES, *sorted(found.keys() - STATES.keys())]
    return render_template(
        "public/states.html",
        today=now,
        year=year,
        years=list(years),
        tiles=picture.share_tiles(found),
        urls_of={
            state: url_for("public.ledger", year=year, state=state) for state in found if state
        },
        states={state: found[state] for state in ordered if state in found},
        everybody=years.get(year, ledger_sums.NOBODY),
    )


@bp.get("/states.csv")
@access("anyone")
def states_csv() -> ResponseReturnValue:
    now = today()
    year = _year_asked(ledger_sums.by_year(now), now.year)
    records = sectors_table.states(year, counts.by_state(year, now), now)
    return csv_file(records, sectors_table.STATE_COLUMNS, f"states-{year}")


def _year_asked(years: Mapping[int, Tally], this_year: int) -> int:
    """The reporting year of the address, else the current one; 404 for one that is not open."""
    asked = LedgerSearch.read(request.args).year
    if asked is not None and asked not in years:
        abort(404)
    return asked or current_year(years, this_year)
