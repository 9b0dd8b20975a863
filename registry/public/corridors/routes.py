"""What workers paid to be recruited: from every country, and from one."""

from collections.abc import Sequence

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.kept_pages import kept
from registry.public.corridors import charts, statements, tables
from registry.public.corridors import figures as corridor_figures
from registry.public.corridors.totals import Figures, Key
from registry.public.csv_files import csv_answer
from registry.public.figures.table import FigureTable
from registry.public.routes import bp
from registry.safe_csv import csv_lines
from registry.wording import RECRUITMENT_SECTORS, country_name

ORIGIN = "/corridors/<string(length=3):origin>"


@bp.get("/corridors")
@access("anyone")
@kept("year")
def corridors() -> ResponseReturnValue:
    """Every country of origin in one year, on one scale; found and repaid, year by year."""
    years = corridor_figures.found_and_repaid()
    year = _year(list(years))
    figures = corridor_figures.by_origin(year)
    keys = _parts(figures, year)
    repayment = tables.repayment(years)
    return render_template(
        "public/corridors.html",
        today=today(),
        year=year,
        years=list(years),
        total=figures.totals.get((year, "")),
        chart=charts.range_chart(figures, keys, _country, _corridor_url),
        ranges=tables.ranges(figures, keys, tables.ORIGIN),
        recruitment=tables.recruitment(figures, keys, tables.ORIGIN),
        repayment=repayment,
        repayment_bars=charts.bars(repayment, "reimbursed", "outstanding"),
    )


@bp.get("/corridors/<any(ranges, recruitment, repayment):table>.csv")
@access("anyone")
def corridors_csv(table: str) -> ResponseReturnValue:
    years = corridor_figures.found_and_repaid()
    if table == "repayment":
        return csv_answer(tables.repayment(years).csv(), "found-and-repaid")
    year = _year(list(years))
    figures = corridor_figures.by_origin(year)
    keys = _parts(figures, year)
    of = tables.ranges if table == "ranges" else tables.recruitment
    return csv_answer(of(figures, keys, tables.ORIGIN).csv(), f"corridors-{table}-{year}")


@bp.get(ORIGIN)
@access("anyone")
@kept("year", "page")
def corridor(origin: str) -> ResponseReturnValue:
    """One country of origin: by year and sector, who paid for what, and the statements behind."""
    figures = _figures_of(origin)
    year = _year(figures.years)
    sectors, years = _parts(figures, year), _years(figures)
    behind = statements.page(origin, year, after=request.args.get("page", ""))
    costs = tables.costs(corridor_figures.costs(origin, year))
    distribution = tables.distribution(figures.totals[year, ""])
    return render_template(
        "public/corridor.html",
        today=today(),
        origin=origin,
        year=year,
        figures=figures,
        total=figures.totals[year, ""],
        year_chart=charts.range_chart(figures, years, lambda key: key[0]),
        by_year=tables.ranges(figures, years, tables.YEAR),
        recruitment=tables.recruitment(figures, years, tables.YEAR),
        sector_chart=charts.range_chart(figures, sectors, _sector),
        by_sector=tables.ranges(figures, sectors, tables.SECTOR),
        distribution=distribution,
        distribution_bars=charts.bars(distribution, "statements"),
        costs=costs,
        cost_bars=charts.bars(costs, "employer", "worker_repaid", "worker_unpaid", "others"),
        page=behind,
        statements=statements.table(behind),
    )


@bp.get(f"{ORIGIN}/<any(years, recruitment, sectors, distribution, costs, statements):table>.csv")
@access("anyone")
def corridor_csv(origin: str, table: str) -> ResponseReturnValue:
    figures = _figures_of(origin)
    year = _year(figures.years)
    name = f"corridor-{origin}-{table}" + ("" if table in ("years", "recruitment") else f"-{year}")
    if table == "statements":
        columns = [column.key for column in statements.COLUMNS]
        return csv_answer(csv_lines(statements.everything(origin, year), columns), name)
    return csv_answer(_table(figures, origin, year, table).csv(), name)


def _table(figures: Figures, origin: str, year: int, table: str) -> FigureTable:
    if table == "years":
        return tables.ranges(figures, _years(figures), tables.YEAR)
    if table == "recruitment":
        return tables.recruitment(figures, _years(figures), tables.YEAR)
    if table == "sectors":
        return tables.ranges(figures, _parts(figures, year), tables.SECTOR)
    if table == "distribution":
        return tables.distribution(figures.totals[year, ""])
    return tables.costs(corridor_figures.costs(origin, year))


def _figures_of(origin: str) -> Figures:
    figures = corridor_figures.by_sector(origin)
    if not figures.totals:
        abort(404)
    return figures


def _year(years: Sequence[int]) -> int:
    """The year that the address names, else the newest with figures; 404 for any other."""
    asked = request.args.get("year", "")
    if not asked:
        return max(years, default=today().year)
    found = {str(year): year for year in years}.get(asked)
    return found or abort(404)


def _parts(figures: Figures, year: int) -> list[Key]:
    return [(year, part) for part in figures.parts(year)]


def _years(figures: Figures) -> list[Key]:
    return [(year, "") for year in figures.years]


def _country(key: Key) -> str:
    return country_name(key[1])


def _sector(key: Key) -> object:
    return RECRUITMENT_SECTORS.get(key[1], key[1])


def _corridor_url(key: Key) -> str:
    return url_for(".corridor", origin=key[1], year=key[0])
