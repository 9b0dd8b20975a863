"""``make bench``: what pages, imports and scoring cost, beside the same by other means in this run.

The larger register takes some minutes to make and 30 GB of disk, in the folder BENCH_DIR or else
in the system's temporary one; it is removed at the end. 20,000 filings are scored, three times;
``--filings 200000 --rounds 1`` scores the same 8 million fee lines once and takes 3 GB of disk.
Ratios are of processor time, so that they hold on a busy machine; requests a second, percentiles
and filings a second are by the clock.
"""

import argparse
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.filings import FEE_LINES
from bench.pages import Result, Timings, compare
from bench.register import fill, register
from bench.scoring import Beside, beside_zen, milliseconds_of_one, timed_runs, write_filings
from bench.work import timed_executemany, timed_import, write_csv
from bench.zen_model import LEFT_OUT
from registry.scoring import load_catalogue

SIZES = (10_000, 200_000)
REQUESTS = 300
ROWS = 100_000
FILINGS = 20_000
ROUNDS = 3
COMPARED = 2_000
MEGABYTE = 1_000_000
COLUMNS = f"{'req/s':>8}{'CPU':>8}{'p50':>8}{'p99':>8}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--statements", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N")
    parser.add_argument(
        "--rows", type=int, default=ROWS, metavar="N", help="of the import; 0: none"
    )
    parser.add_argument(
        "--filings", type=int, default=FILINGS, metavar="N", help="to be scored; 0: none"
    )
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, metavar="N", help="how often they are scored"
    )
    options = parser.parse_args()
    for statements in options.statements:
        measure_pages(statements, options.requests)
    if options.rows:
        measure_import(options.rows)
    if options.filings:
        measure_scoring(options.filings, options.rounds)
    return 0


def measure_pages(statements: int, requests: int) -> None:
    with register() as (app, file):
        start = time.perf_counter()
        fill(app, statements)
        spent = time.perf_counter() - start
        size = file.stat().st_size / MEGABYTE
        say(f"\n{statements:,} published statements ({spent:,.0f} s to make, {size:,.0f} MB)")
        say(f"{requests} requests each in turn, one process, through WSGI; CPU, p50, p99 in ms\n")
        say(f"{'':22}{'the register':^32}   {'a bare Flask page':^32}{'CPU ratio':>12}")
        say(f"{'':22}{COLUMNS}   {COLUMNS}")
        for result in compare(app, file, requests):
            say(line(result))


def line(result: Result) -> str:
    def columns(timings: Timings) -> str:
        return (
            f"{timings.per_second:8,.0f}{timings.processor_each * 1000:8.1f}"
            f"{timings.percentile(50) * 1000:8.1f}{timings.percentile(99) * 1000:8.1f}"
        )

    return f"{result.page:22}{columns(result.ours)}   {columns(result.bare)}{result.ratio:12.1f}"


def measure_import(rows: int) -> None:
    with register() as (app, file):
        path = file.with_name("organisations.csv")
        lines = write_csv(path, rows)
        first, added = timed_import(app, path)
        second, again = timed_import(app, path)
        by_hand = timed_executemany(file.with_name("plain.sqlite"), lines)
    say(f"\nImport of {rows:,} organisations")
    say(f"  first time   {first:8.1f} s   {added.added:,} added, {len(added.rejected)} rejected")
    say(f"  second time  {second:8.1f} s   {again.added + again.changed:,} changed")
    say(f"  executemany  {by_hand:8.1f} s   the same rows as text into one table")
    say(f"  ratios       {first / by_hand:8.1f} and {second / by_hand:.1f}")


def measure_scoring(count: int, rounds: int) -> None:
    """Medians over the rounds; in each of them the engines take turns."""
    spent = milliseconds_of_one()
    say(f"\nScoring by {len(load_catalogue().criteria)} criteria")
    say(f"  one filing of 60 fee lines is assessed in {spent:.2f} ms, median, CPU time")
    with TemporaryDirectory(prefix="register-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        some, many = Path(folder) / "some.jsonl", Path(folder) / "many.jsonl"
        write_filings(some, min(count, COMPARED))
        say_beside(beside_zen(some))
        write_filings(many, count)
        say(f"\n{count:,} filings, {count * FEE_LINES:,} fee lines, whole command, start included")
        say(f"{'':18}{'filings/s':>10}{'s':>9}{'CPU ms each':>13}{'MB at most':>12}{'speed':>8}")
        first = None
        for name, runs in timed_runs(many, rounds).items():
            seconds = median(run.seconds for run in runs)
            first = first or seconds
            processor = median(run.processor for run in runs) / count * 1000
            memory = max(run.memory for run in runs)
            say(
                f"{name:18}{count / seconds:10,.0f}{seconds:9.1f}{processor:13.2f}{memory:12,.0f}"
                f"{first / seconds:8.2f}"
            )


def say_beside(found: Beside) -> None:
    """The rules engine is the measure: 1.0 is as fast."""
    engine = f"ZEN engine {version('zen-engine')}"
    ours, theirs = found.ours / found.filings, found.theirs / found.filings
    say(f"\nThe same {found.filings:,} filings on one core, from a line to a line, CPU time")
    say(f"  {'the register':24}{1 / ours:8,.0f} filings/s{ours * 1000:8.2f} ms")
    say(f"  {engine:24}{1 / theirs:8,.0f} filings/s{theirs * 1000:8.2f} ms")
    say(f"  the register is {theirs / ours:.2f} times as fast as {engine}")
    judged = (len(load_catalogue().criteria) - len(LEFT_OUT)) * found.filings
    agree = 1 - found.differ.total() / judged
    say(f"  {agree:.2%} of {judged:,} outcomes agree {dict(found.differ) or ''}")
    for criterion, reason in LEFT_OUT.items():
        say(f"  {criterion} is not in the engine's model: it {reason}")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
