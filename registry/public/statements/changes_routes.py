"""Two versions of a statement side by side, and the statements of two years."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry.auth import access
from registry.clock import today
from registry.kept_pages import kept
from registry.public import queries
from registry.public.routes import bp
from registry.public.statements import changes
from registry.public.statements.routes import VERSION, YEAR


@bp.get(f"{VERSION}/changes")
@access("anyone")
def version_changes(organisation_id: int, year: int, version: int) -> ResponseReturnValue:
    """What a version changed since the one before, or since an earlier one that is asked for."""
    now = today()
    entry = queries.entry(organisation_id, year)
    after = changes.bare_version(entry, version)
    earlier = changes.versions_before(after)
    since = request.args.get("since", earlier[0] if earlier else 0, type=int)
    if since not in earlier:
        raise NoResultFound
    before = changes.bare_version(entry, since)
    return render_template(
        "public/changes.html",
        entry=entry,
        organisation=entry.organisation,
        changes=changes.of(after, before, today=now),
        earlier=earlier,
    )


@bp.get(f"{YEAR}/since/<int:before>")
@access("anyone")
@kept()
def year_changes(organisation_id: int, year: int, before: int) -> ResponseReturnValue:
    """What the newest statement of a year answers otherwise than that of an earlier year."""
    if before >= year:
        raise NoResultFound
    entry = queries.entry(organisation_id, year)
    older, newer = changes.newest_of_years(organisation_id, (before, year))
    return render_template(
        "public/year_changes.html",
        organisation=entry.organisation,
        changes=changes.of(newer, older, today=today()),
    )
