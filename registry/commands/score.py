"""``registry score``: assess filings from files, without a register."""

import sys
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import click

from registry.bulk.chunks import Orders
from registry.bulk.cluster import dask_cluster
from registry.bulk.engines import Engine, EngineError, in_order, local_engine, usable_processors
from registry.bulk.files import STANDARD_INPUT, chunks, size_of
from registry.bulk.output import OutputError, results_file
from registry.bulk.progress import Progress, progress
from registry.scoring import load_catalogue

REFUSED = 1
STOPPED = 3
SMALL = 2**18
"""Bytes that one process has scored before others would have begun."""


class Stopped(click.ClickException):
    """Scoring ended before the input did."""

    exit_code = STOPPED


@click.command("score")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Judge by the criteria of this day, not of the end of each period.",
)
@click.option("--brief", is_flag=True, help="Print grades and outcomes, without sentences.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write here. The file gets its name only when it is whole.",
)
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    default=usable_processors,
    show_default="one for each processor",
    help="How many processes score at once.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Score on this machine, or on a Dask cluster.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Of the cluster, such as tcp://10.0.0.5:8786. Without it a cluster is started here.",
)
def score(
    files: tuple[str, ...],
    on: datetime | None,
    brief: bool,
    output: Path | None,
    processes: int,
    engine: str,
    scheduler: str | None,
) -> None:
    """Read filings from each FILE (- for standard input) and print an assessment for each.

    A FILE has one JSON object on each line, by docs/filing.schema.json; it may be packed by gzip.
    In the place of a line that cannot be scored stands an error with field, row and remedy, and
    the next line is scored all the same. Results come in the order of the input.

    Ends with 1 when a line could not be scored, and with 3 when scoring had to stop.
    """
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask")
    if output and _is_among(output, files):
        raise click.UsageError("--output is one of the files to read")
    orders = Orders(load_catalogue().sha256, on.date() if on else None, brief)
    if engine == "dask":
        started = dask_cluster(scheduler, processes, orders)
    else:
        started = local_engine(1 if _is_small(files) else processes, orders)
    try:
        done = _score(files, started, output)
    except (EngineError, OutputError) as error:
        raise Stopped(str(error)) from error
    except KeyboardInterrupt:
        raise Stopped("interrupted") from None
    click.echo(done.summary, err=True)
    if done.mistakes:
        raise SystemExit(REFUSED)


def _score(
    files: tuple[str, ...], started: AbstractContextManager[Engine], output: Path | None
) -> Progress:
    with (
        started as engine,
        results_file(output) as results,
        progress(size_of(files), sys.stderr) as done,
    ):
        for chunk, scored in in_order(chunks(files), engine):
            results.write(scored.output)
            done.add(chunk, scored)
    return done


def _is_small(files: tuple[str, ...]) -> bool:
    size = size_of(files)
    return size is not None and size < SMALL


def _is_among(output: Path, files: tuple[str, ...]) -> bool:
    return output.exists() and any(
        output.samefile(name) for name in files if name != STANDARD_INPUT
    )
