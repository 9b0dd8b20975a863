"""The bare address, and the start page: the state of the year on one screen."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.i18n import request_language
from registry.kept_pages import kept
from registry.public import queries
from registry.public.counts import current_year
from registry.public.figures import picture
from registry.public.ledger import sums as ledger_sums
from registry.public.routes import bp, root
from registry.public.sectors import figures as sector_figures


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
    years = ledger_sums.by_year(now)
    year = current_year(years, now.year)
    tally = years.get(year, ledger_sums.NOBODY)
    parts = picture.parts(tally.expected_statuses)
    days = ledger_sums.days(year, now)
    return render_template(
        "public/home.html",
        today=now,
        year=year,
        years=years,
        tally=tally,
        parts=parts,
        squares=picture.squares(parts),
        sums=sector_figures.whole(sector_figures.statements(year, now)),
        lines=ledger_sums.by_part("sector", now),
        bars=picture.year_bars(years),
        shown=picture.shown(years),
        kinds=picture.KINDS,
        days=days,
        curve=picture.curve(year, days.published, days.due, now),
        latest=queries.latest_published(year),
    )
