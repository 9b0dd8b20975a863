"""``make bench``: what pages, imports and assessments cost, beside the same by hand in this run.

The larger register takes some minutes to make and 16 GB of disk, in the folder BENCH_DIR or else
in the system's temporary one; it is removed at the end. Ratios are of processor time, so that they
hold on a busy machine; requests a second and percentiles are by the clock.
"""

import argparse
import sys
import time

from bench.pages import Result, Timings, compare
from bench.register import fill, register
from bench.work import assessments_per_second, timed_executemany, timed_import, write_csv

SIZES = (10_000, 200_000)
REQUESTS = 300
ROWS = 100_000
MEGABYTE = 1_000_000
COLUMNS = f"{'req/s':>8}{'CPU':>8}{'p50':>8}{'p99':>8}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--statements", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N")
    parser.add_argument(
        "--rows", type=int, default=ROWS, metavar="N", help="of the import; 0: none"
    )
    options = parser.parse_args()
    for statements in options.statements:
        measure_pages(statements, options.requests)
    if options.rows:
        measure_import(options.rows)
    say(f"\nAssessments of a complete filing: {assessments_per_second():,.0f} a second")
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


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
