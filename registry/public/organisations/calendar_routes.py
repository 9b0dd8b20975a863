"""The open deadlines of an organisation as a file for anybody's calendar."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from registry import notices, obligations
from registry.auth import access
from registry.calendar_file import MEDIA_TYPE, calendar
from registry.clock import now
from registry.i18n import language
from registry.public.routes import bp
from registry.public.statements.routes import PLACE


@bp.get(f"{PLACE}/deadlines.ics")
@access("anyone")
def deadlines(organisation_id: int) -> ResponseReturnValue:
    """Every deadline that is open; a calendar without an entry is none, so then it is 404."""
    entries = obligations.open_deadlines([organisation_id]) or abort(404)
    page = notices.address(
        "public.organisation", language=language(), organisation_id=organisation_id
    )
    file = calendar(entries, addresses={organisation_id: page}, language=language(), at=now())
    name = f"attachment; filename=deadlines-{organisation_id}.ics"
    return Response(
        file,
        content_type=f"{MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Disposition": name},
    )
