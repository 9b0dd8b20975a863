"""The statement of an organisation for one year, and each version of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from registry import (
    agents,
    answers_shown,
    assurance,
    carried,
    coverage,
    differences_shown,
    fee_table,
    groups,
)
from registry.auth import access
from registry.clock import today
from registry.concerns.queries import shown as shown_concerns
from registry.kept_pages import kept
from registry.models import RegisterEntry, Statement
from registry.public import (
    facts,
    figures,
    linked_data,
    plain_words,
    promises_shown,
    queries,
    short_filings,
)
from registry.public.routes import bp
from registry.public_answers import SUPPRESSED
from registry.wording import FEE_SOURCES

PLACE = "/organisations/<int:organisation_id>"
YEAR = f"{PLACE}/<int:year>"
VERSION = f"{YEAR}/versions/<int:version>"


@bp.get(YEAR)
@access("anyone")
@kept()
def statement(organisation_id: int, year: int) -> ResponseReturnValue:
    entry = queries.entry(organisation_id, year)
    newest = queries.statement(entry)
    if newest is None:
        return render_template(
            "public/no_statement.html",
            entry=entry,
            facts=facts.of_entry(entry),
            withdrawn=queries.withdrawn(entry),
            covered_by=coverage.covering(entry.organisation, year=year),
            today=today(),
            concerns=shown_concerns(organisation_id, today(), year),
        )
    return _statement_page(entry, newest)


@bp.get(VERSION)
@access("anyone")
@kept()
def version(organisation_id: int, year: int, version: int) -> ResponseReturnValue:
    entry = queries.entry(organisation_id, year)
    return _statement_page(entry, queries.version(entry, version))


def _statement_page(entry: RegisterEntry, statement: Statement) -> ResponseReturnValue:
    now = today()
    return render_template(
        "public/statement.html",
        today=now,
        entry=entry,
        organisation=entry.organisation,
        statement=statement,
        signing_tier=assurance.signing_tier(statement.filing_id, statement.version),
        agencies=agents.who_helped(statement.filing_id, statement.version),
        grade_is_public=queries.is_past(statement.grade_public_on, now),
        sheet=figures.sheet(statement.assessment["metrics"]),
        standing_out=plain_words.standing_out(statement.assessment),
        passports=plain_words.passports(statement.answers),
        costs=fee_table.by_corridor(statement.fee_lines),
        payers=fee_table.payers(statement.fee_lines),
        sources=FEE_SOURCES,
        pages=[
            (page, answers_shown.shown(page, statement.answers.get(page.name, {})))
            for page in answers_shown.pages()
        ],
        versions=queries.versions(statement),
        promises=promises_shown.of_statement(statement, now),
        concerns=shown_concerns(entry.organisation_id, now, entry.year),
        since=carried.unchanged_since(
            statement.answers, queries.earlier_answers(statement), SUPPRESSED
        ),
        short=short_filings.of_statement(statement),
        members=coverage.members(statement),
        differing=groups.by_question(statement.answers),
        linked=linked_data.statement(statement, entry),
        judged=differences_shown.noted(statement.assessment, statement.answers),
    )
