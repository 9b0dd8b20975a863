"""``registry score``: assess filings from a file, without a register."""

import json
from datetime import datetime
from typing import TextIO

import click

from registry.scoring import load_catalogue
from registry.scoring.lines import Line, score_lines


@click.command("score")
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="backslashreplace"))
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Judge by the criteria of this day, not of the end of each period.",
)
def score(file: TextIO, on: datetime | None) -> None:
    """Read filings from FILE (- for standard input) and print an assessment for each.

    FILE has one JSON object on each line, by docs/filing.schema.json. Ends with 1 when a line could
    not be read; the others are assessed all the same.
    """
    unread = 0
    day = on.date() if on else None
    for result in score_lines(file, catalogue=load_catalogue(), on=day):
        unread += "error" in result
        click.echo(_line(result))
    if unread:
        raise SystemExit(1)


def _line(result: Line) -> bytes:
    """The result as JSON in UTF-8; half a character, which UTF-8 has not, stays an escape."""
    return json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace")
