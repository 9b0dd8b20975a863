"""Addresses that never change: of an organisation, and of a published version of a statement."""

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.i18n import request_language
from registry.public import queries
from registry.public.routes import root
from registry.public.statements import queries as statement_queries

JSON = "application/json"


@root.get("/id/organisation/<int:organisation_id>")
@access("anyone")
def permanent_organisation(organisation_id: int) -> ResponseReturnValue:
    """The permanent address of an organisation."""
    own = {"organisation_id": queries.organisation(organisation_id).id}
    return _led("public.organisation", own, f"/api/v1/organisations/{organisation_id}")


@root.get("/id/statement/<int:statement_id>")
@access("anyone")
def permanent_statement(statement_id: int) -> ResponseReturnValue:
    """The permanent address of one published version of a statement."""
    own = statement_queries.place(statement_id)
    return _led("public.version", own, f"/api/v1/statements/{statement_id}")


def _led(page: str, own: dict[str, Any], data: str) -> ResponseReturnValue:
    """303 to the data for who asks for JSON, else to the page in the reader's language."""
    takes = request.accept_mimetypes.best_match(["text/html", JSON, "application/ld+json"])
    lang = request_language()
    place = data if takes and "json" in takes else url_for(page, **own, lang=lang)
    answer = redirect(place, 303)
    answer.vary.update(["Accept", "Accept-Language"])
    return answer
