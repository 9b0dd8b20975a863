"""``registry index-statements``: keep what published statements are compared and found by."""

import click
from sqlalchemy import select

from registry import coverage, cross_checks, recruitment
from registry.commands.context import in_application
from registry.extensions import db
from registry.models import Filing, FilingVersion, RegisterEntry, Statement

BATCH = 100


@click.command("index-statements")
@in_application
def index_statements() -> None:
    """Keep what published statements are compared by: their paragraphs, and whom they name.

    Needed once for what was published before the register compared statements, said which
    companies they cover, or showed corridors and recruiters, and after a change of how paragraphs
    are found. Safe to repeat.
    """
    ids = db.session.scalars(
        select(RegisterEntry.statement_id)
        .where(RegisterEntry.statement_id.is_not(None))
        .order_by(RegisterEntry.statement_id)
    ).all()
    for done, id in enumerate(ids, 1):
        _keep(db.session.get_one(Statement, id))
        if done % BATCH == 0:
            db.session.commit()
            db.session.expunge_all()
    db.session.commit()
    click.echo(f"{len(ids)} statements can be compared.")


def _keep(statement: Statement) -> None:
    recruitment.keep(statement)
    filing = db.session.get_one(Filing, statement.filing_id)
    version = db.session.scalar(
        select(FilingVersion).where(
            FilingVersion.filing_id == filing.id, FilingVersion.number == statement.version
        )
    )
    if version:
        cross_checks.keep(filing, version, is_public=True)
        coverage.keep(statement)
