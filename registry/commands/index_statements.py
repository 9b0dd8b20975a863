"""``registry index-statements``: keep what published statements are compared and found by."""

from functools import lru_cache

import click
from flask import current_app
from sqlalchemy import select

from registry import coverage, cross_checks, recruitment, schema, storage, text_search
from registry.commands.context import in_application
from registry.cross_checks.index import statement_text
from registry.extensions import db
from registry.models import Filing, FilingVersion, RegisterEntry, Statement
from registry.uploads import apart
from registry.uploads.refusals import Refused

BATCH = 100


@click.command("index-statements")
@click.option("--words", is_flag=True, help="Only the words by which statements are found, anew.")
@in_application
def index_statements(words: bool) -> None:
    """Keep what published statements are compared by: their paragraphs, and whom they name; and
    the words by which they are found.

    Needed once for what was published before the register compared or searched statements, said
    which companies they cover, or showed corridors and recruiters, and after a change of how
    paragraphs or words are found. Safe to repeat.
    """
    if words:
        text_search.empty()
    ids = db.session.scalars(
        select(RegisterEntry.statement_id)
        .where(RegisterEntry.statement_id.is_not(None))
        .order_by(RegisterEntry.statement_id)
    ).all()
    for done, id in enumerate(ids, 1):
        _keep(db.session.get_one(Statement, id), only_words=words)
        if done % BATCH == 0:
            db.session.commit()
            db.session.expunge_all()
    db.session.commit()
    schema.analyze()
    click.echo(f"{len(ids)} statements can be compared and found.")


def _keep(statement: Statement, *, only_words: bool) -> None:
    if not only_words:
        recruitment.keep(statement)
    filing = db.session.get_one(Filing, statement.filing_id)
    version = db.session.scalar(
        select(FilingVersion).where(
            FilingVersion.filing_id == filing.id, FilingVersion.number == statement.version
        )
    )
    if version and not only_words:
        cross_checks.keep(filing, version, is_public=True)
        coverage.keep(statement)
    if not text_search.is_kept(statement):
        known = statement_text(version) if version else ""
        text_search.keep(statement, known or _read(statement.document_sha256))


@lru_cache(maxsize=BATCH)
def _read(document: str | None) -> str:
    """The text of a stored PDF, read at arm's length; empty for one that cannot be read."""
    if document is None:
        return ""
    try:
        with storage.open(document) as file:
            return str(apart.read(file.read(), "pdf")["text"])
    except (Refused, storage.NotStored):
        current_app.logger.warning("index: the document %s cannot be read", document)
        return ""
