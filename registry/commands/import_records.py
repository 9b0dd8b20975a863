"""``registry import organisations FILE.csv``: add and update those who must report."""

import csv
from pathlib import Path
from typing import TextIO

import click

from registry import ledger, schema
from registry.clock import now
from registry.commands.context import in_application
from registry.extensions import db
from registry.organisation_import import Report, import_organisations
from registry.organisation_lines import HeaderError


@click.group("import")
def import_records() -> None:
    """Take records from files into the register."""


@import_records.command("organisations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option(
    "--rejected",
    "rejected_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write rejected lines with their numbers and reasons to this CSV file.",
)
@in_application
def organisations(file: Path, dry_run: bool, rejected_path: Path | None) -> None:
    """Add and update organisations from FILE, a CSV with columns in any order.

    The whole file goes in, or nothing of it: an interrupted import leaves no trace. Exits with
    status 1 if lines were rejected; the others are in.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            report = _import(lines, count=_lines_in(file))
    except (HeaderError, UnicodeDecodeError, csv.Error) as error:
        raise click.ClickException(f"{file}: {error}") from error
    if dry_run:
        db.session.rollback()
    else:
        _record(report)
        db.session.commit()
        schema.analyze()
    _tell(report, dry_run=dry_run)
    if report.rejected:
        _reject(report, rejected_path)
        raise SystemExit(1)


def _import(lines: TextIO, *, count: int) -> Report:
    with click.progressbar(length=count, label="Organisations") as bar:
        return import_organisations(lines, progress=bar.update)


def _record(report: Report) -> None:
    """Who is on the register is public: the ledger says when it changed."""
    if report.added or report.changed:
        counts = {"added": report.added, "changed": report.changed}
        ledger.append("organisations_imported", "organisations", counts, at=now())


def _lines_in(file: Path) -> int:
    with file.open("rb") as lines:
        return max(sum(1 for _ in lines) - 1, 0)


def _tell(report: Report, *, dry_run: bool) -> None:
    done = "would be " if dry_run else ""
    click.echo(
        f"{report.added} {done}added, {report.changed} {done}changed, "
        f"{report.unchanged} unchanged, {len(report.rejected)} rejected."
    )


def _reject(report: Report, path: Path | None) -> None:
    if path is None:
        for number, reason in report.rejected:
            click.echo(f"line {number}: {reason}", err=True)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "reason"])
        writer.writerows(report.rejected)
    click.echo(f"The rejected lines and their reasons are in {path}.", err=True)
