"""A filing as a file to take away: the draft as it stands, or a version as it was filed."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from registry.auth import access
from registry.clock import today
from registry.exchange import as_json, asked_pages, blank, bursa, joint_template, of_pages, workbook
from registry.exchange.report import Source
from registry.filing import queries, taking_over
from registry.filing.routes import bp
from registry.filing.versions import frozen_answers
from registry.headers import number
from registry.i18n import language
from registry.models import Filing
from registry.uploads.kinds import MEDIA_TYPES, FileKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = MEDIA_TYPES[FileKind.XLSX]
PDF = MEDIA_TYPES[FileKind.PDF]
Pages = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A file that can be taken away."""

    media_type: str
    write: Callable[[Filing, Pages, Source], bytes]


@bp.get("/<string:reference>/export/<string:name>")
@access("filer")
def export(reference: str, name: str) -> ResponseReturnValue:
    """The draft, or with ``?version=2`` a version that was filed."""
    filing = queries.own_filing(reference, current_user)
    kind = KINDS.get(name) or abort(404)
    version = request.args.get("version", 0, type=number)
    if version:
        pages = queries.own_version(reference, version, current_user).answers
    else:
        pages = frozen_answers(filing)
    part = f"v{version}-" if version else ""
    return send_file(
        io.BytesIO(kind.write(filing, pages, _source(filing, version))),
        mimetype=kind.media_type,
        as_attachment=True,
        download_name=f"{reference}-{part}{name}",
    )


def _source(filing: Filing, version: int) -> Source:
    return Source(
        identity=taking_over.identity_of(filing),
        version=version,
        address=current_app.config["PUBLIC_URL"]
        + url_for("public.organisation", organisation_id=filing.organisation_id),
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
        made_on=today(),
        is_public=False,
    )


def _json(filing: Filing, pages: Pages, source: Source) -> bytes:
    return as_json.write(of_pages(source.identity, pages))


def _workbook(filing: Filing, pages: Pages, source: Source) -> bytes:
    asked = asked_pages(taking_over.facts_for(filing, today=source.made_on))
    return workbook.write(of_pages(source.identity, pages), asked, language())


def _blank_workbook(filing: Filing, pages: Pages, source: Source) -> bytes:
    asked = asked_pages(taking_over.facts_for(filing, today=source.made_on))
    return workbook.write(blank(source.identity), asked, language())


KINDS: Mapping[str, Kind] = {
    "filing.json": Kind("application/json", _json),
    "filing.xlsx": Kind(XLSX, _workbook),
    "blank.xlsx": Kind(XLSX, _blank_workbook),
    "joint-template.docx": Kind(DOCX, lambda _f, p, s: joint_template.docx(p, s, language())),
    "joint-template.pdf": Kind(PDF, lambda _f, p, s: joint_template.pdf(p, s, language())),
    "bursa-annex.xlsx": Kind(XLSX, lambda _f, p, s: bursa.xlsx(p, s, language())),
    "bursa-annex.docx": Kind(DOCX, lambda _f, p, s: bursa.docx(p, s, language())),
    "bursa-annex.pdf": Kind(PDF, lambda _f, p, s: bursa.pdf(p, s, language())),
}
