"""Two versions of a statement side by side."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry.auth import access
from registry.clock import today
from registry.public import changes, queries
from registry.public.routes import bp
from registry.public.statement_routes import VERSION


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
