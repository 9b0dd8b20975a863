"""The statement of an organisation for one year, and each version of it."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry import coverage
from registry.auth import access
from registry.clock import today
from registry.concerns.queries import shown as shown_concerns
from registry.kept_pages import kept
from registry.models import RegisterEntry
from registry.public.organisations import facts
from registry.public.routes import bp
from registry.public.statements import queries
from registry.public.statements.queries import Published
from registry.public.statements.shown import StatementShown
from registry.wording import FEE_SOURCES

PLACE = "/organisations/<int:organisation_id>"
YEAR = f"{PLACE}/<int:year>"
VERSION = f"{YEAR}/versions/<int:version>"


@bp.get(YEAR)
@access("anyone")
@kept()
def statement(organisation_id: int, year: int) -> ResponseReturnValue:
    entry, versions = queries.published(organisation_id, year)
    newest = next((each for each in versions if each.statement.id == entry.statement_id), None)
    if newest is None:
        return _without_statement(entry, versions)
    return _statement_page(entry, newest, versions)


@bp.get(VERSION)
@access("anyone")
@kept()
def version(organisation_id: int, year: int, version: int) -> ResponseReturnValue:
    entry, versions = queries.published(organisation_id, year)
    asked = next((each for each in versions if each.statement.version == version), None)
    if asked is None:
        raise NoResultFound
    return _statement_page(entry, asked, versions)


def _without_statement(entry: RegisterEntry, versions: list[Published]) -> ResponseReturnValue:
    now = today()
    return render_template(
        "public/no_statement.html",
        entry=entry,
        facts=facts.of_entry(entry),
        withdrawn=[each.statement for each in versions if each.statement.withdrawn_on],
        covered_by=coverage.covering(entry.organisation, year=entry.year),
        today=now,
        concerns=shown_concerns(entry.organisation_id, now, entry.year),
    )


def _statement_page(
    entry: RegisterEntry, published: Published, versions: list[Published]
) -> ResponseReturnValue:
    now = today()
    shown = StatementShown(entry, published, [each.statement for each in versions], now)
    return render_template(
        "public/statement.html",
        today=now,
        entry=entry,
        organisation=entry.organisation,
        statement=shown.statement,
        shown=shown,
        grade_is_public=shown.grade_is_public,
        versions=shown.versions,
        concerns=shown.concerns,
        linked=shown.linked,
        sources=FEE_SOURCES,
    )
