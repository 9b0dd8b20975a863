"""An organisation over the years, as a page and as a file."""

from datetime import date
from functools import partial
from typing import Any

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from registry import assurance, coverage
from registry.adopted import newest_adoption
from registry.auth import access
from registry.clock import today
from registry.concerns.queries import shown as shown_concerns
from registry.kept_pages import kept
from registry.models import PublicStatus, RegisterEntry
from registry.public import (
    badges,
    comparison,
    facts,
    linked_data,
    over_years,
    peers,
    promises_shown,
    queries,
)
from registry.public.csv_files import csv_answer
from registry.public.over_years import OfYear
from registry.public.routes import bp
from registry.public.statement_routes import PLACE
from registry.public.table import csv_lines

AS_OF_TODAY = {PublicStatus.DUE, PublicStatus.OVERDUE, PublicStatus.VOLUNTARY}
COLUMNS = tuple(RegisterEntry.__mapper__.column_attrs.keys())


@bp.get(PLACE)
@access("anyone")
@kept(beyond=assurance.standing)
def organisation(organisation_id: int) -> ResponseReturnValue:
    now = today()
    found = queries.organisation(organisation_id)
    years = over_years.years_of(organisation_id, now)
    return render_template(
        "public/organisation.html",
        today=now,
        organisation=found,
        organisation_tier=assurance.organisation_tier(found.id),
        years=years,
        known=_known(years),
        entries=_entries(years, now),
        squares=[_square(each) for each in reversed(years)],
        matrix=partial(over_years.matrix, years),
        peers=peers.of_newest(years, now),
        facts=facts.of_organisation(found, now),
        contact=current_app.config["CONTACT"],
        changes=partial(comparison.between_years, years),
        covered_by=coverage.covering(found),
        promises=promises_shown.of_organisation(organisation_id, now),
        concerns=shown_concerns(organisation_id, now),
        linked=linked_data.organisation(found),
        badge=badges.snippet(found, current_app.config["PUBLIC_URL"]) if years else None,
    )


def _known(years: list[OfYear]) -> tuple[object, ...]:
    """What the parts of the page depend on that only a statement, a decision or rules change."""
    owner = years[0].entry.organisation_id if years else None
    return owner, newest_adoption(), *(each.known for each in years)


def _entries(years: list[OfYear], today: date) -> tuple[object, ...]:
    """Where the organisation stands in each year; the day, where a sentence of it names it."""
    names_today = any(each.status in AS_OF_TODAY for each in years)
    columns = [tuple(getattr(each.entry, name) for name in COLUMNS) for each in years]
    return today if names_today else None, *columns


@bp.get(f"{PLACE}/years.csv")
@access("anyone")
def organisation_csv(organisation_id: int) -> ResponseReturnValue:
    """The figures of the page of an organisation, a line for each year."""
    now = today()
    found = queries.organisation(organisation_id)
    records = over_years.records(over_years.years_of(found.id, now), now)
    lines = csv_lines(records, records[0] if records else ["year"])
    return csv_answer(lines, f"register-{found.id}-years")


def _square(of: OfYear) -> dict[str, Any]:
    url = url_for("public.statement", organisation_id=of.entry.organisation_id, year=of.year)
    return {"year": of.year, "status": of.status, "url": url}
