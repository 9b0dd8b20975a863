"""A badge that an organisation may show on its own pages: its newest public status, dated."""

from datetime import date
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from registry.auth import access
from registry.clock import today
from registry.extensions import db
from registry.i18n import LANGUAGES, request_language
from registry.models import Organisation, RegisterEntry, Statement, status_since
from registry.public.queries import is_past
from registry.public.routes import bp, root
from registry.wording import PUBLIC_STATUSES

SVG = "image/svg+xml; charset=utf-8"
POLICY = "default-src 'none'; style-src 'none'; sandbox"
"""A picture that asks for nothing and runs nothing."""
KEPT_SECONDS = 3600
GOOD = {"published_on_time", "published_late"}
JSON = "application/json"


@bp.get("/badges/<int:organisation_id>.svg")
@access("anyone")
def badge(organisation_id: int) -> ResponseReturnValue:
    """Status, year and day; the grade only from the day on which it is public."""
    now = today()
    entry = newest_entry(organisation_id, now)
    status = entry.status_as_of(now)
    shown = is_past(entry.grade_public_on, now) and entry.grade_withdrawn_on is None
    answer = Response(
        render_template(
            "public/badge.svg",
            year=entry.year,
            status=str(PUBLIC_STATUSES[status]),
            since=status_since(status, entry.status_on, entry.due_on),
            is_published=status.value in GOOD,
            grade=entry.grade if shown else None,
        ),
        content_type=SVG,
    )
    return _for_anybody(answer)


def newest_entry(organisation_id: int, now: date) -> RegisterEntry:
    """The entry of the current reporting year, or of the newest before it."""
    return db.session.scalars(
        select(RegisterEntry)
        .where(RegisterEntry.organisation_id == organisation_id, RegisterEntry.year <= now.year)
        .order_by(RegisterEntry.year.desc())
        .limit(1)
    ).one()


def _for_anybody(answer: Response) -> Response:
    """Other sites may show it, and keep it for an hour."""
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.cache_control.public = True
    answer.cache_control.max_age = KEPT_SECONDS
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@root.get("/id/organisation/<int:organisation_id>")
@access("anyone")
def permanent_organisation(organisation_id: int) -> ResponseReturnValue:
    """The permanent address of an organisation."""
    found = _known(Organisation, organisation_id)
    own = {"organisation_id": found}
    return _led("public.organisation", own, f"/api/v1/organisations/{found}")


@root.get("/id/statement/<int:statement_id>")
@access("anyone")
def permanent_statement(statement_id: int) -> ResponseReturnValue:
    """The permanent address of one published version of a statement."""
    found = db.session.execute(
        select(Statement.organisation_id, Statement.year, Statement.version).where(
            Statement.id == statement_id
        )
    ).one()
    return _led("public.version", dict(found._mapping), f"/api/v1/statements/{statement_id}")


def _known(model: type[Organisation], number: int) -> int:
    return int(db.session.scalars(select(model.id).where(model.id == number)).one())


def _led(page: str, own: dict[str, Any], data: str) -> ResponseReturnValue:
    """303 to the data for who asks for JSON, else to the page in the reader's language."""
    takes = request.accept_mimetypes.best_match(["text/html", JSON, "application/ld+json"])
    lang = request_language()
    place = data if takes and "json" in takes else url_for(page, **own, lang=lang)
    answer = redirect(place, 303)
    answer.vary.update(["Accept", "Accept-Language"])
    return answer


def snippet(organisation: Organisation, public_url: str) -> dict[str, str]:
    """HTML for the organisation's own pages, in each language."""
    return {
        lang: (
            f'<a href="{public_url}/id/organisation/{organisation.id}">'
            f'<img src="{public_url}/{lang}/badges/{organisation.id}.svg" '
            f'width="320" height="72" alt="{ALT[lang]}"></a>'
        )
        for lang in LANGUAGES
    }


ALT = {
    "en": "Our status on the Register of Anti-Trafficking Statements",
    "ms": "Status kami dalam Daftar Penyata Antipemerdagangan",
}
