"""A filing as a file to take away: the draft as it stands, or a version as it was filed."""

import io
from collections.abc import Mapping
from typing import Any

from flask import abort, current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from registry.auth import access
from registry.clock import today
from registry.exchange import Content, as_json, asked_pages, blank, of_pages, workbook
from registry.exchange.documents import DOCUMENTS, XLSX
from registry.exchange.report import Source
from registry.filing import queries, taking_over
from registry.filing.routes import bp
from registry.filing.versions import frozen_answers
from registry.headers import number
from registry.i18n import language
from registry.models import Filing

JSON = "application/json"


@bp.get("/<string:reference>/export/<string:name>")
@access("filer")
def export(reference: str, name: str) -> ResponseReturnValue:
    """The draft, or with ``?version=2`` a version that was filed."""
    filing = queries.own_filing(reference, current_user)
    version = request.args.get("version", 0, type=number)
    if version:
        pages = queries.own_version(reference, version, current_user).answers
    else:
        pages = frozen_answers(filing)
    media_type, data = _made(name, filing, pages, version)
    part = f"v{version}-" if version else ""
    return send_file(
        io.BytesIO(data),
        mimetype=media_type,
        as_attachment=True,
        download_name=f"{reference}-{part}{name}",
    )


def _made(
    name: str, filing: Filing, pages: Mapping[str, Mapping[str, Any]], version: int
) -> tuple[str, bytes]:
    """The media type of a file and its bytes; a name that is not known is a 404."""
    whole = of_pages(taking_over.identity_of(filing), pages)
    if name == "filing.json":
        return JSON, as_json.write(whole)
    if name == "filing.xlsx":
        return XLSX, _workbook(filing, whole)
    if name == "blank.xlsx":
        return XLSX, _workbook(filing, blank(whole.identity))
    kind = DOCUMENTS.get(name) or abort(404)
    return kind.media_type, kind.write(pages, _source(filing, version), language())


def _workbook(filing: Filing, content: Content) -> bytes:
    asked = asked_pages(taking_over.facts_for(filing, today=today()))
    return workbook.write(content, asked, language())


def _source(filing: Filing, version: int) -> Source:
    place = url_for("public.organisation", organisation_id=filing.organisation_id)
    return Source(
        identity=taking_over.identity_of(filing),
        version=version,
        address=current_app.config["PUBLIC_URL"] + place,
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
        made_on=today(),
        is_public=False,
    )
