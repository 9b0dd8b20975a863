"""The bare address, and the listing."""

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import name_search
from registry.auth import access
from registry.clock import today
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
from registry.i18n import PREFIX, language, request_language
from registry.kept_pages import kept
from registry.public import counts
from registry.public.figures import picture
from registry.public.listing import page as listing_page
from registry.public.organisations import subsidiaries
from registry.public.unchanged import while_unchanged
from registry.text_search import TooCommon

root = Blueprint("root", __name__)
"""Addresses without a language: the bare host, and what machines ask for."""

bp = Blueprint("public", __name__, url_prefix=PREFIX)


@root.get("/")
@access("anyone")
def start() -> ResponseReturnValue:
    answer = redirect(url_for("public.home", lang=request_language()), 302)
    answer.vary.add("Accept-Language")
    return answer


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


def current_year(years: Mapping[int, object], this_year: int) -> int:
    """The reporting year that people mean: this one, or the newest before it that there is."""
    return max((year for year in years if year <= this_year), default=this_year)


def _chips(search: Search, address: str) -> list[tuple[str, str, str]]:
    """Each filter and text that is set: its name, its value, and the address without it."""
    texts = [(name, TEXT_LABELS[name], getattr(search, place)) for name, place in TEXTS.items()]
    filters = [(n, FILTER_LABELS[n], str(FILTERS[n][value])) for n, value in search.chosen.items()]
    return [
        (str(label), value, listing_page.address_without(search, name, address))
        for name, label, value in [*texts, *filters]
        if value
    ]
