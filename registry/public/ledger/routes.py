"""The ledger: every organisation by every year, and the sums of sectors and markets."""

from collections.abc import Iterable, Mapping

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.extensions import limiter
from registry.forms.ledger import FILTERS, LABELS, LedgerSearch
from registry.kept_pages import kept
from registry.public.counts import current_year
from registry.public.csv_files import csv_answer
from registry.public.figures import picture
from registry.public.ledger import matrix, sums, table, words
from registry.public.listing.table import Record
from registry.public.routes import WORK_LIMIT, bp
from registry.safe_csv import csv_lines

PART = "/ledger/by/<any(sector, market):part>"


@bp.get("/ledger")
@access("anyone")
@kept(*FILTERS, "year", "page")
def ledger() -> ResponseReturnValue:
    now = today()
    years = sums.by_year(now)
    search = _asked(years, now.year)
    totals = sums.by_year(now, search)
    return render_template(
        "public/ledger.html",
        today=now,
        search=search,
        years=list(years),
        page=matrix.page(search, now, after=request.args.get("page", "")),
        year_options=[(year, year) for year in years],
        totals=totals,
        bars=picture.year_bars(totals),
        kinds=picture.KINDS,
        shown=picture.shown(totals),
        year_urls={year: url_for("public.ledger", year=year, **search.as_query) for year in years},
        filters=FILTERS,
        labels=LABELS,
        legend_of=words.LEGEND,
        basis=words.basis(now),
    )


@bp.get("/ledger.csv")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def ledger_csv() -> ResponseReturnValue:
    """The organisations of the ledger with the same address, one line each."""
    now = today()
    years = sums.by_year(now)
    rows = matrix.everything(_asked(years, now.year), now)
    oldest_first = sorted(years)
    records = table.records(rows, oldest_first, now)
    return csv_file(records, table.columns(oldest_first), "ledger")


@bp.get(PART)
@access("anyone")
@kept()
def ledger_sums(part: str) -> ResponseReturnValue:
    """Each sector, or each market, by year: how many are expected, and how many published."""
    now = today()
    return render_template(
        "public/ledger_sums.html",
        today=now,
        part=part,
        words=sums.PARTS[part],
        lines=sums.by_part(part, now),
        totals=sums.by_year(now),
    )


@bp.get(f"{PART}.csv")
@access("anyone")
def ledger_sums_csv(part: str) -> ResponseReturnValue:
    now = today()
    records = table.sum_records(part, sums.by_part(part, now), now)
    return csv_file(records, table.sum_columns(part), f"ledger-by-{part}")


@bp.get("/ledger/deadlines/<int:year>.csv")
@access("anyone")
def deadline_days(year: int) -> ResponseReturnValue:
    """Every deadline of a year: who had published when it passed, and who has today."""
    now = today()
    if year not in sums.by_year(now):
        abort(404)
    records = table.deadline_records(year, sums.days(year, now), now)
    return csv_file(records, table.DEADLINE_COLUMNS, f"deadlines-{year}")


def _asked(years: Mapping[int, object], this_year: int) -> LedgerSearch:
    """What the address asks, of the current reporting year unless it names one; else 404."""
    search = LedgerSearch.read(request.args)
    if search.year is not None and search.year not in years:
        abort(404)
    return search.of_year(search.year or current_year(years, this_year))


def csv_file(records: Iterable[Record], columns: Iterable[str], name: str) -> Response:
    return csv_answer(csv_lines(records, columns), f"register-{name}")
