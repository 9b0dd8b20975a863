"""``registry rescore``: what a year would look like under other rules; it changes nothing."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click
from sqlalchemy.exc import NoResultFound

from registry import adopted, rescoring
from registry.bulk.output import OutputError, results_file
from registry.commands.context import in_application
from registry.drafting import queries, trials
from registry.extensions import only_read
from registry.rescoring import Difference, Totals
from registry.safe_csv import csv_lines
from registry.scoring import Catalogue, CatalogueError, load_catalogue
from registry.wording import SECTORS

FORMATS = {".csv", ".json"}
MOST_NUMBERED = 2**31 - 1
"""The highest number that a row of a table can have."""


@click.command("rescore")
@click.option("--year", type=click.IntRange(2024, 2100), required=True, help="The reporting year.")
@click.option(
    "--catalogue",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Judge by the catalogue in this folder of YAML files.",
)
@click.option(
    "--draft",
    type=click.IntRange(1, MOST_NUMBERED),
    help="Judge by a draft, as if it had always held.",
)
@click.option(
    "--in-force", is_flag=True, help="Judge by the rules in force (so, if none is named)."
)
@click.option(
    "--sector", "sectors", multiple=True, type=click.Choice(list(SECTORS)), help="Only this sector."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="The report: a file that ends with .csv or .json.",
)
@in_application
def rescore(
    year: int,
    folder: Path | None,
    draft: int | None,
    in_force: bool,
    sectors: tuple[str, ...],
    output: Path,
) -> None:
    """Judge the published filings of a year again and write the differences to a file.

    Each filing as it was published stands beside what the other rules make of it. The register
    itself stays as it is.
    """
    if sum((folder is not None, draft is not None, in_force)) > 1:
        raise click.UsageError("Name one of --catalogue, --draft and --in-force.")
    if output.suffix not in FORMATS:
        raise click.UsageError("--output: end the name of the file with .csv or .json.")
    only_read()
    rules = _rules(folder, draft)
    count = rescoring.how_many(year, sectors=sectors)
    if not count:
        raise click.ClickException(f"No published filing of {year} is there to be judged again.")
    judged = rescoring.differences(
        year, rescoring.as_published, rescoring.by(rules), sectors=sectors
    )
    try:
        with closing(judged) as found:
            totals = write(output, year, rules, found, count=count)
    except OutputError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{totals.filings} filings: {totals.changed} differ, {totals.moved} in their grade. "
        f"Report: {output}"
    )


def write(
    output: Path, year: int, rules: Catalogue, found: Iterator[Difference], *, count: int
) -> Totals:
    """Write what differs as it is found, with progress on standard error.

    An earlier report stays until this one is whole.
    """
    totals = Totals()
    with (
        results_file(output) as results,
        TextIOWrapper(results, encoding="utf-8", newline="") as file,
        click.progressbar(found, length=count, label="Judging", file=sys.stderr) as shown,
    ):
        differing = _counted(shown, totals)
        if output.suffix == ".csv":
            file.writelines(csv_lines(map(rescoring.row, differing), rescoring.COLUMNS))
        else:
            _write_json(file, year, rules, differing, totals)
    return totals


def _rules(folder: Path | None, draft: int | None) -> Catalogue:
    try:
        if folder:
            return load_catalogue(folder)
        rules = adopted.catalogue()
        return rules if draft is None else trials.drafted(queries.draft(draft), rules)
    except CatalogueError as error:
        raise click.ClickException(str(error)) from error
    except NoResultFound:
        raise click.ClickException(f"There is no draft {draft}.") from None


def _counted(found: Iterator[Difference], totals: Totals) -> Iterator[Difference]:
    for each in found:
        totals.add(each)
        if each.exists:
            yield each


def _write_json(
    file: TextIO, year: int, rules: Catalogue, differing: Iterator[Difference], totals: Totals
) -> None:
    """One object; the totals come last, because they are known last."""
    about = {"id": rules.id, "version": rules.version, "sha256": rules.sha256}
    file.write(f'{{"year": {year}, "catalogue": {json.dumps(about)}, "differences": [')
    for number, each in enumerate(differing):
        file.write(",\n" if number else "\n")
        json.dump(each.as_dict(), file, ensure_ascii=False)
    file.write(f'\n], "totals": {json.dumps(totals.as_dict(), ensure_ascii=False)}}}\n')
