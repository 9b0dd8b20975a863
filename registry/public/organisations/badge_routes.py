"""A badge that an organisation may show on its own pages: its newest public status, dated."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.i18n import LANGUAGES
from registry.models import Organisation, status_since
from registry.public import queries
from registry.public.counts import PUBLISHED
from registry.public.queries import is_past
from registry.public.routes import bp
from registry.wording import PUBLIC_STATUSES

SVG = "image/svg+xml; charset=utf-8"
POLICY = "default-src 'none'; style-src 'none'; sandbox"
"""A picture that asks for nothing and runs nothing."""
KEPT_SECONDS = 3600


@bp.get("/badges/<int:organisation_id>.svg")
@access("anyone")
def badge(organisation_id: int) -> ResponseReturnValue:
    """Status, year and day; the grade only from the day on which it is public."""
    now = today()
    entry = queries.newest_entry(organisation_id, now)
    status = entry.status_as_of(now)
    shown = is_past(entry.grade_public_on, now) and entry.grade_withdrawn_on is None
    answer = Response(
        render_template(
            "public/badge.svg",
            year=entry.year,
            status=str(PUBLIC_STATUSES[status]),
            since=status_since(status, entry.status_on, entry.due_on),
            is_published=status in PUBLISHED,
            grade=entry.grade if shown else None,
        ),
        content_type=SVG,
    )
    return _for_anybody(answer)


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
    "ms": "Status kami dalam Daftar Penyata Antipemerdagangan Orang",
}
