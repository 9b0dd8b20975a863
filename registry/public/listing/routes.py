"""The listing: one box, its filters, and the same as a file."""

from collections.abc import Mapping
from functools import partial

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import name_search
from registry.auth import access
from registry.clock import today
from registry.extensions import limiter
from registry.forms.public import (
    FILTER_LABELS,
    FILTERS,
    LONGEST_TEXT,
    SORTS,
    TEXT_LABELS,
    TEXT_SORTS,
    TEXTS,
    Search,
    filter_words,
)
from registry.i18n import language
from registry.kept_pages import kept
from registry.public import counts
from registry.public.counts import current_year
from registry.public.csv_files import csv_answer
from registry.public.figures import picture
from registry.public.listing import file as listing_file
from registry.public.listing import page as listing_page
from registry.public.organisations import subsidiaries
from registry.public.routes import WORK_LIMIT, bp
from registry.public.unchanged import while_unchanged
from registry.text_search import TooCommon


@bp.get("/register")
@access("anyone")
@kept("year", passing=(*FILTERS, *TEXTS, "in", "sort", "page", "typed"))
def listing() -> ResponseReturnValue:
    now = today()
    years = counts.by_year(now)
    search = search_asked(years, now.year)
    found = listing_page.shown(search, now, after=request.args.get("page", ""))
    address, words = url_for("public.listing"), filter_words(language())
    named = subsidiaries_named(search)
    nobody = not (found.statements or named or (found.names and found.names.total))
    if nobody and search.text and (meant := name_search.meant(search.text)):
        asked = dict(search.as_query, q=meant, typed=search.text)
        return redirect(url_for(".listing", year=search.year, **asked))
    page = render_template(
        "public/listing.html",
        today=now,
        search=search,
        address_of=partial(listing_page.address_of, address=address),
        years=list(years),
        found=found,
        facets=listing_page.choices(found.counts, search, words, address),
        subsidiaries=named,
        typed=request.args.get("typed", "")[:LONGEST_TEXT],
        parts=picture.parts(found.counts["status"]) if found.names else [],
        chips=_chips(search, address),
        words=words,
        filter_labels=FILTER_LABELS,
        sorts=TEXT_SORTS if found.statements else SORTS,
    )
    return page, TooCommon.code if found.too_common else 200


@bp.get("/register.csv")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def register_csv() -> ResponseReturnValue:
    """What the listing finds with the same address, as CSV."""
    now = today()
    search = search_asked(counts.by_year(now), now.year)
    return csv_answer(listing_file.lines(search, now), f"register-{search.year}")


def subsidiaries_named(search: Search) -> list[subsidiaries.Found]:
    """Companies of groups that have the name typed; asked once while the register stands still."""
    if not search.text or search.reads_statements:
        return []
    return while_unchanged(
        ("subsidiaries", search.text, search.year),
        lambda: subsidiaries.found(search.text, search.year),
    )


def search_asked(years: Mapping[int, object], this_year: int) -> Search:
    """What the address asks, of the current reporting year unless it names one; else 404."""
    search = Search.read(request.args)
    if search.year is not None and search.year not in years:
        abort(404)
    return search.of_year(search.year or current_year(years, this_year))


def _chips(search: Search, address: str) -> list[tuple[str, str, str]]:
    """Each filter and text that is set: its name, its value, and the address without it."""
    texts = [(name, TEXT_LABELS[name], getattr(search, place)) for name, place in TEXTS.items()]
    filters = [(n, FILTER_LABELS[n], str(FILTERS[n][value])) for n, value in search.chosen.items()]
    return [
        (str(label), value, listing_page.address_without(search, name, address))
        for name, label, value in [*texts, *filters]
        if value
    ]
