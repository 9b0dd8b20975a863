"""The documents of a statement: the register's, and the one that the organisation filed."""

import io

from flask import (
    Response,
    current_app,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from registry import storage
from registry.auth import access
from registry.clock import today
from registry.extensions import limiter
from registry.i18n import language
from registry.public import queries
from registry.public.routes import WORK_LIMIT, bp
from registry.public.statements import queries as statement_queries
from registry.public.statements.document import data_of
from registry.public.statements.routes import VERSION
from registry.reports.statement import statement_pdf as pdf


@bp.get(f"{VERSION}/statement.pdf")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def statement_pdf(organisation_id: int, year: int, version: int) -> ResponseReturnValue:
    """The statement page as a document, in the language of the address."""
    entry = queries.entry(organisation_id, year)
    place = url_for("public.statement", organisation_id=organisation_id, year=year)
    data = data_of(
        statement_queries.version(entry, version),
        entry,
        today=today(),
        address=current_app.config["PUBLIC_URL"] + place,
    )
    return send_file(
        io.BytesIO(pdf(data, language())),
        mimetype="application/pdf",
        download_name=f"register-{organisation_id}-{year}-v{version}-{language()}.pdf",
    )


@bp.get(f"{VERSION}/document.pdf")
@access("anyone")
def document(organisation_id: int, year: int, version: int) -> ResponseReturnValue:
    """The commitment statement as the organisation filed it."""
    sha256 = statement_queries.document(organisation_id, year, version)
    if request.if_none_match.contains(sha256):
        return Response(status=304)
    answer = send_file(
        storage.open(sha256),
        mimetype="application/pdf",
        download_name=f"statement-{organisation_id}-{year}-v{version}.pdf",
    )
    answer.set_etag(sha256)
    return answer
