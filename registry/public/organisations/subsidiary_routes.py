"""Companies that statements name, each under its own name, and those that nobody covers."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import answers_shown
from registry.auth import access
from registry.clock import today
from registry.public import counts
from registry.public.csv_files import csv_answer
from registry.public.listing.routes import search_asked
from registry.public.organisations import subsidiaries
from registry.public.routes import bp
from registry.safe_csv import csv_lines


@bp.get("/subsidiaries")
@access("anyone")
def uncovered() -> ResponseReturnValue:
    """The companies of a year that a statement names and none covers."""
    now = today()
    years = counts.by_year(now)
    year = search_asked(years, now.year).year or now.year
    return render_template(
        "public/uncovered.html",
        today=now,
        year=year,
        years=list(years),
        page=subsidiaries.uncovered(year, after=request.args.get("page", "")),
        total=subsidiaries.how_many_uncovered(year),
    )


@bp.get("/subsidiaries.csv")
@access("anyone")
def uncovered_csv() -> ResponseReturnValue:
    """The same list, a line for each statement that names a company."""
    now = today()
    year = search_asked(counts.by_year(now), now.year).year or now.year
    records = subsidiaries.everything_uncovered(year)
    lines = csv_lines(records, subsidiaries.CSV_COLUMNS)
    return csv_answer(lines, f"not-covered-{year}")


@bp.get("/subsidiaries/<string:key>")
@access("anyone")
def subsidiary(key: str) -> ResponseReturnValue:
    """A company that statements name; one that reports itself has a page of its own."""
    if organisation := subsidiaries.organisation_of(key):
        return redirect(url_for(".organisation", organisation_id=organisation.id))
    years = subsidiaries.years_of(key)
    return render_template(
        "public/subsidiary.html",
        today=today(),
        years=years,
        company=years[0].standings[0],
        questions=answers_shown.labels(),
    )


@bp.get("/subsidiaries/<string:key>/statements.csv")
@access("anyone")
def subsidiary_csv(key: str) -> ResponseReturnValue:
    """The statements that name a company, also of one that reports itself."""
    return csv_answer(csv_lines(subsidiaries.named(key), subsidiaries.CSV_COLUMNS), "company")
