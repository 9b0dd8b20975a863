"""The start page and the listing."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.forms.public import FILTER_LABELS, FILTERS, SORTS, Search, filter_words
from registry.i18n import PREFIX, language, request_language
from registry.kept_pages import kept
from registry.public import counts, picture, queries, spelling, subsidiaries
from registry.public import listing as lists

root = Blueprint("root", __name__)
"""Addresses without a language: the bare host, and what machines ask for."""

bp = Blueprint("public", __name__, url_prefix=PREFIX)


@root.get("/")
@access("anyone")
def start() -> ResponseReturnValue:
    answer = redirect(url_for("public.home", lang=request_language()), 302)
    answer.vary.add("Accept-Language")
    return answer


@bp.get("/")
@access("anyone")
@kept()
def home() -> ResponseReturnValue:
    now = today()
    years = counts.by_year(now)
    year = current_year(years, now.year)
    tally = years.get(year)
    parts = picture.parts(tally.expected_statuses if tally else {})
    states = counts.by_state(year, now)
    return render_template(
        "public/home.html",
        today=now,
        year=year,
        years=years,
        tally=tally,
        sectors=counts.by_sector(year, now),
        parts=parts,
        rows=[{"status": label, "count": count} for label, count, _ in parts],
        squares=picture.squares(parts),
        states={state: each.published for state, each in states.items()},
        state_urls={state: url_for("public.listing", year=year, state=state) for state in states},
        latest=queries.latest_published(year),
    )


@bp.get("/register")
@access("anyone")
def listing() -> ResponseReturnValue:
    now = today()
    years = counts.by_year(now)
    search = search_asked(years, now.year)
    found = lists.page(search, now, after=request.args.get("page", ""))
    statuses = counts.by_status(search, now)
    named = subsidiaries.found(search.text, search.year)
    return render_template(
        "public/listing.html",
        today=now,
        search=search,
        years=list(years),
        page=found,
        statuses=statuses,
        total=counts.total(statuses, search),
        subsidiaries=named,
        meant=None if found.rows or named else spelling.suggestion(search.text),
        parts=picture.parts(statuses),
        chips=_chips(search),
        words=filter_words(language()),
        filter_labels=FILTER_LABELS,
        sorts=SORTS,
    )


def search_asked(years: Mapping[int, object], this_year: int) -> Search:
    """What the address asks, of the current reporting year unless it names one; else 404."""
    search = Search.read(request.args)
    if search.year is not None and search.year not in years:
        abort(404)
    return search.of_year(search.year or current_year(years, this_year))


def current_year(years: Mapping[int, object], this_year: int) -> int:
    """The reporting year that people mean: this one, or the newest before it that there is."""
    return max((year for year in years if year <= this_year), default=this_year)


def _chips(search: Search) -> list[tuple[str, str, str]]:
    """Each filter that is set: its name, its value, and the address without it."""
    chosen = [
        (str(FILTER_LABELS[name]), str(FILTERS[name][value]), name)
        for name, value in search.chosen.items()
    ]
    return [
        (label, value, url_for("public.listing", year=search.year, **search.without(name)))
        for label, value, name in chosen
    ]
