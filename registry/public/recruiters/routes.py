"""Agencies and agents that statements name: a list to search, and a page for each."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.kept_pages import kept
from registry.public.csv_files import csv_answer
from registry.public.recruiters import named
from registry.public.routes import bp
from registry.safe_csv import csv_lines
from registry.wording import country_name

RECRUITER = "/recruiters/<string:key>"
LONGEST = 100


@bp.get("/recruiters")
@access("anyone")
@kept("country", "page", passing=("q",))
def recruiters() -> ResponseReturnValue:
    asked = _asked()
    found = named.page(asked, after=request.args.get("page", ""))
    return render_template(
        "public/recruiters.html",
        today=today(),
        asked=asked,
        page=found,
        table=named.table(found),
        total=named.total(asked),
        countries_named=[(code, country_name(code)) for code in named.countries()],
        unnamed=named.unnamed(),
    )


@bp.get("/recruiters.csv")
@access("anyone")
def recruiters_csv() -> ResponseReturnValue:
    columns = [column.key for column in named.COLUMNS]
    return csv_answer(csv_lines(named.everything(_asked()), columns), "recruiters")


@bp.get(RECRUITER)
@access("anyone")
@kept()
def recruiter(key: str) -> ResponseReturnValue:
    return render_template(
        "public/recruiter.html", today=today(), found=named.recruiter(key), most=named.MOST_USES
    )


@bp.get(f"{RECRUITER}/statements.csv")
@access("anyone")
def recruiter_csv(key: str) -> ResponseReturnValue:
    return csv_answer(named.recruiter(key, most=None).table().csv(), "recruiter")


def _asked() -> named.Asked:
    text, country = request.args.get("q", ""), request.args.get("country", "")
    is_country = len(country) == 3 and country.isalpha()
    return named.Asked(text.strip()[:LONGEST], country if is_country else "")
