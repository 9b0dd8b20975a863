"""Files to take away: lists as CSV, and the documents of a statement."""

from flask import Response, request, send_file, stream_with_context
from flask.typing import ResponseReturnValue

from registry import storage
from registry.auth import access
from registry.clock import today
from registry.public import counts, listing, queries, table
from registry.public.routes import bp, search_asked
from registry.public.statement_routes import VERSION

CSV = "text/csv; charset=utf-8"


@bp.get("/register.csv")
@access("anyone")
def register_csv() -> ResponseReturnValue:
    """What the listing finds with the same address, as CSV."""
    now = today()
    search = search_asked(counts.by_year(now), now.year)
    records = (table.record(row, now) for row in listing.everything(search, now))
    return Response(
        stream_with_context(table.csv_lines(records, table.COLUMNS)),
        content_type=CSV,
        headers={"Content-Disposition": f"attachment; filename=register-{search.year}.csv"},
    )


@bp.get(f"{VERSION}/document.pdf")
@access("anyone")
def document(organisation_id: int, year: int, version: int) -> ResponseReturnValue:
    """The commitment statement as the organisation filed it."""
    sha256 = queries.document(organisation_id, year, version)
    if request.if_none_match.contains(sha256):
        return Response(status=304)
    answer = send_file(
        storage.open(sha256),
        mimetype="application/pdf",
        download_name=f"statement-{organisation_id}-{year}-v{version}.pdf",
    )
    answer.set_etag(sha256)
    return answer
