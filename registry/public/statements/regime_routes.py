"""A published statement in the form of other reporting regimes, from its public answers."""

import io

from flask import abort, current_app, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import identifiers
from registry.auth import access
from registry.clock import today
from registry.exchange import Identity
from registry.exchange.documents import DOCUMENTS
from registry.exchange.report import Source
from registry.extensions import limiter
from registry.i18n import date_text, language
from registry.models import RegisterEntry, Statement
from registry.public import queries
from registry.public.routes import WORK_LIMIT, bp
from registry.public.statements import queries as statement_queries
from registry.public.statements.routes import VERSION


@bp.get(f"{VERSION}/as/<string:name>")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def in_form_of(organisation_id: int, year: int, version: int, name: str) -> ResponseReturnValue:
    """The joint template or the annex for Bursa Malaysia, in the language of the address."""
    entry = queries.entry(organisation_id, year)
    kind = DOCUMENTS.get(name) or abort(404)
    statement = statement_queries.version(entry, version)
    source = _source(entry, statement)
    return send_file(
        io.BytesIO(kind.write(statement.answers, source, language())),
        mimetype=kind.media_type,
        as_attachment=True,
        download_name=f"register-{organisation_id}-{year}-v{version}-{language()}-{name}",
    )


def _source(entry: RegisterEntry, statement: Statement) -> Source:
    owner = entry.organisation
    place = url_for(
        "public.version", organisation_id=owner.id, year=entry.year, version=statement.version
    )
    return Source(
        identity=Identity(
            reference=statement.reference,
            organisation=owner.name,
            ssm_number=identifiers.shown(owner.ssm_number, owner.ssm_old_number),
            year=str(entry.year),
            period_start=statement.period_start.isoformat(),
            period_end=statement.period_end.isoformat(),
        ),
        version=statement.version,
        address=current_app.config["PUBLIC_URL"] + place,
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
        made_on=today(),
        is_public=True,
        notice=_notice(statement),
    )


def _notice(statement: Statement) -> str:
    if statement.withdrawn_on is None:
        return ""
    day, reason = date_text(statement.withdrawn_on), statement.withdrawn_reason or ""
    text = _(
        "The organisation withdrew this statement on %(day)s: %(reason)s", day=day, reason=reason
    )
    return str(text)
