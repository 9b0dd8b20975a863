"""What robots and monitors ask for."""

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from registry.auth import access
from registry.clock import today
from registry.extensions import db
from registry.headers import number
from registry.i18n import LANGUAGES
from registry.public import counts, queries
from registry.public.routes import root

CLOSED = ("account", "filings", "review")
"""Parts of the site that only people who sign in can use."""


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
def sitemap() -> ResponseReturnValue:
    """The index of the site maps, or that of one year: ``?year=2026``."""
    year = request.args.get("year", type=number)
    address = current_app.config["PUBLIC_URL"]
    if year is None:
        years = list(counts.by_year(today()))
        page = render_template("public/sitemap_index.xml", address=address, years=years)
    else:
        places = queries.published_in(year)
        page = render_template("public/sitemap.xml", address=address, year=year, places=places)
    return Response(page, mimetype="application/xml")
