"""What robots and monitors ask for."""

from collections.abc import Iterable
from typing import Any

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from registry.assessment import catalogue
from registry.auth import access
from registry.clock import today
from registry.extensions import db, limiter
from registry.headers import number
from registry.i18n import LANGUAGES
from registry.public.routes import root
from registry.public.site import site_map

CLOSED = ("account", "filings", "review")
"""Parts of the site that only people who sign in can use."""
PAGES = (
    *("home", "ledger", "sectors", "states", "listing", "about", "accessibility", "privacy"),
    *("data", "marks"),
    *("criteria", "gates", "checks", "figures", "parameters", "score"),
)
"""Pages that are there without any statement."""
WORK_LIMIT = "60 per minute"
LARGEST_PART = 100_000
"""Beyond any register; the database counts no further."""

Place = tuple[str, dict[str, Any]]
"""An endpoint, and what its address says."""


@root.get("/healthz")
@access("anyone")
def health() -> ResponseReturnValue:
    """Answers when the process and its database do; anything else is an error page."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")


@root.get("/robots.txt")
@access("anyone")
def robots() -> ResponseReturnValue:
    """Robots may read what people may; pages behind a sign-in have nothing for them."""
    closed = [f"Disallow: /{lang}/{part}" for lang in LANGUAGES for part in CLOSED]
    site_map = current_app.config["PUBLIC_URL"] + url_for("root.sitemap")
    lines = ["User-agent: *", *closed, "", f"Sitemap: {site_map}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@root.get("/sitemap.xml")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def sitemap() -> ResponseReturnValue:
    """The index of the site maps, that of a year (``?year=2026``), or of the other pages.

    A year of many statements goes on in ``?year=2026&number=2``.
    """
    year = request.args.get("year", type=number)
    if year is not None:
        part = request.args.get("number", 1, type=number)
        return _sitemap(
            ("public.statement", {"organisation_id": id, "year": year})
            for id in site_map.organisations(year, min(max(part, 1), LARGEST_PART))
        )
    if request.args.get("part") == "pages":
        criteria = [{"criterion_id": each.id} for each in catalogue().criteria]
        return _sitemap(
            [
                *((f"public.{name}", {}) for name in PAGES),
                *(("public.criterion", c) for c in criteria),
            ]
        )
    index = render_template(
        "public/sitemap_index.xml",
        address=current_app.config["PUBLIC_URL"],
        parts=list(site_map.parts(today())),
    )
    return Response(index, mimetype="application/xml")


def _sitemap(places: Iterable[Place]) -> Response:
    page = render_template(
        "public/sitemap.xml", address=current_app.config["PUBLIC_URL"], places=places
    )
    return Response(page, mimetype="application/xml")
