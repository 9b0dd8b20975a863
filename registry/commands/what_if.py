"""``registry what-if``: try a draft of rules on more filings than a page can wait for."""

import sys

import click
from sqlalchemy.exc import NoResultFound

from registry import rescoring
from registry.clock import now
from registry.commands.context import in_application
from registry.commands.rescore import MOST_NUMBERED
from registry.drafting import queries, trials
from registry.drafting.trials import Trial
from registry.extensions import db, only_read


@click.command("what-if")
@click.argument("draft", type=click.IntRange(1, MOST_NUMBERED))
@click.option("--year", type=click.IntRange(2024, 2100), help="The newest published, if not named.")
@in_application
def what_if(draft: int, year: int | None) -> None:
    """Judge the published filings of a year by the rules in force and by DRAFT, a number.

    The result appears on the page of the draft. No filing and no grade changes.
    """
    only_read()
    try:
        found = _work_out(draft, year)
    except NoResultFound:
        raise click.ClickException(f"There is no draft {draft}.") from None
    db.session.rollback()
    trials.keep(queries.draft(draft), found, at=now())
    db.session.commit()
    filings, moved = found.result["filings"], found.result["moved"]
    click.echo(f"{found.year}: {moved} of {filings} filings would get another grade.")


def _work_out(draft: int, year: int | None) -> Trial:
    tried = queries.draft(draft)
    year = year or next(iter(rescoring.published_years()), None)
    if year is None or not (count := rescoring.how_many(year)):
        raise click.ClickException("No published filing is there to be judged again.")
    with click.progressbar(length=count, label="Judging", file=sys.stderr) as bar:
        return trials.work_out(tried, year, each=lambda _: bar.update(1))
