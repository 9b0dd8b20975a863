"""An organisation over the years, as a page and as a file."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from registry import assurance
from registry.auth import access
from registry.clock import today
from registry.kept_pages import kept
from registry.public import queries
from registry.public.csv_files import csv_answer
from registry.public.organisations import over_years
from registry.public.organisations import shown as organisation_shown
from registry.public.routes import bp
from registry.public.statements.routes import PLACE
from registry.safe_csv import csv_lines


@bp.get(PLACE)
@access("anyone")
@kept(beyond=assurance.standing)
def organisation(organisation_id: int) -> ResponseReturnValue:
    shown = organisation_shown.of(organisation_id, today())
    return render_template(
        "public/organisation.html",
        today=shown.today,
        organisation=shown,
        concerns=shown.concerns,
        contact=current_app.config["CONTACT"],
    )


@bp.get(f"{PLACE}/years.csv")
@access("anyone")
def organisation_csv(organisation_id: int) -> ResponseReturnValue:
    """The figures of the page of an organisation, a line for each year."""
    now = today()
    found = queries.organisation(organisation_id)
    records = over_years.records(over_years.years_of(found.id, now), now)
    lines = csv_lines(records, records[0] if records else ["year"])
    return csv_answer(lines, f"register-{found.id}-years")
