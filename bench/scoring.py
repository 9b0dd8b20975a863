"""Scoring many filings: by the command on one core, on all of them and on Dask, and beside ZEN.

ZEN is an engine for business rules, written in Rust. It judges the same filings by the same
criteria in turn with ours, some lines at a time in one process: from a line of JSON to a line of
outcomes. Ours says more in its time: it refuses what is misspelt, compares the answers with each
other, and adds gates, scores, marks and confidence.

20,000 filings are scored, three times; ``--filings 200000 --rounds 1`` scores the same 8 million
fee lines once and takes 3 GB of disk.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import zen

from bench.filings import FEE_LINES, filings
from bench.printing import say
from bench.zen_model import LEFT_OUT, model
from registry.bulk.chunks import Orders, score_chunk
from registry.bulk.engines import usable_processors
from registry.bulk.files import chunks
from registry.scoring import assess, load_catalogue

FILINGS = 20_000
ROUNDS = 3
COMPARED = 2_000
ON = date(2025, 12, 31)
COMMAND = (sys.executable, "-c", "from registry.cli import main; main()", "score", "--brief")
MEGABYTE = 2**20
SECONDS_BETWEEN_LOOKS = 0.2
LINES_OF_ONE = 60


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: by the clock, of the processors, and the most memory it held."""

    seconds: float
    processor: float
    memory: float
    """Megabytes of all its processes together; what they share is counted for each of them."""


@dataclass
class Beside:
    """Processor time of both on the same filings, and the outcomes in which they differ."""

    ours: float = 0
    theirs: float = 0
    filings: int = 0
    differ: Counter[str] = field(default_factory=Counter)


def add_options(parser: Any) -> None:
    parser.add_argument("--filings", type=int, default=FILINGS, metavar="N", help="to be scored")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, metavar="N", help="how often they are scored"
    )


def measure(options: Any) -> None:
    """Medians over the rounds; in each of them the engines take turns."""
    count = options.filings
    spent = milliseconds_of_one()
    say(f"\nScoring by {len(load_catalogue().criteria)} criteria")
    say(f"  one filing of 60 fee lines is assessed in {spent:.2f} ms, median, CPU time")
    with TemporaryDirectory(prefix="register-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        some, many = Path(folder) / "some.jsonl", Path(folder) / "many.jsonl"
        write_filings(some, min(count, COMPARED))
        _say_beside(beside_zen(some))
        write_filings(many, count)
        say(f"\n{count:,} filings, {count * FEE_LINES:,} fee lines, whole command, start included")
        _say_runs(timed_runs(many, options.rounds), count)


def _say_runs(engines: dict[str, list[Run]], count: int) -> None:
    say(f"{'':18}{'filings/s':>10}{'s':>9}{'CPU ms each':>13}{'MB at most':>12}{'speed':>8}")
    first = None
    for name, runs in engines.items():
        seconds = median(run.seconds for run in runs)
        first = first or seconds
        processor = median(run.processor for run in runs) / count * 1000
        memory = max(run.memory for run in runs)
        say(
            f"{name:18}{count / seconds:10,.0f}{seconds:9.1f}{processor:13.2f}{memory:12,.0f}"
            f"{first / seconds:8.2f}"
        )


def _say_beside(found: Beside) -> None:
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


def write_filings(path: Path, count: int) -> None:
    with path.open("w") as file:
        for filing in filings(count):
            file.write(json.dumps(filing) + "\n")


def engines() -> dict[str, tuple[str, ...]]:
    """What is measured, with the options of the command that ask for it."""
    processors = str(usable_processors())
    return {
        "one core": ("--processes", "1"),
        f"{processors} cores": ("--processes", processors),
        f"Dask, {processors} workers": ("--engine", "dask", "--processes", processors),
    }


def timed_runs(path: Path, rounds: int) -> dict[str, list[Run]]:
    """Each engine in turn, so many times; all of them must give the same bytes."""
    results = path.with_name("results.jsonl")
    runs: dict[str, list[Run]] = {name: [] for name in engines()}
    digests = set()
    for _ in range(rounds):
        for name, options in engines().items():
            runs[name].append(_timed([*COMMAND, *options, "--output", str(results), str(path)]))
            with results.open("rb") as file:
                digests.add(file_digest(file, "sha256").hexdigest())
    if len(digests) > 1:
        raise RuntimeError("the engines differ in their results")
    return runs


def _timed(command: list[str]) -> Run:
    used, start, most = _used(), time.perf_counter(), 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, _memory(psutil.Process(process.pid)))
            time.sleep(SECONDS_BETWEEN_LOOKS)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(time.perf_counter() - start, _used() - used, most / MEGABYTE)


def _used() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _memory(process: psutil.Process) -> int:
    """Of a process and all that it started, as far as they are still there."""
    total = 0
    for each in (process, *_children(process)):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def beside_zen(path: Path) -> Beside:
    """Ours and the rules engine on the same lines in turn; the first lines warm both up."""
    orders = Orders(load_catalogue().sha256, brief=True)
    decision = zen.ZenEngine().create_decision(model(ON))
    found = Beside()
    for number, chunk in enumerate(chunks([str(path)])):
        lines = [line for _, line in chunk.lines if isinstance(line, bytes)]
        start = time.process_time()
        ours = score_chunk(chunk, orders).output
        between = time.process_time()
        theirs = [json.dumps(decision.evaluate(json.loads(line))["result"]) for line in lines]
        end = time.process_time()
        if number:
            found.ours += between - start
            found.theirs += end - between
            found.filings += len(lines)
        for mine, other in zip(ours.splitlines(), theirs, strict=True):
            found.differ.update(_different(json.loads(mine), json.loads(other)))
    return found


def _different(ours: dict[str, Any], theirs: dict[str, str]) -> list[str]:
    """The criteria in which the outcomes differ, of those that both judge."""
    return [
        criterion
        for criterion, outcome in ours["assessment"]["outcomes"].items()
        if theirs.get(criterion.replace("-", ""), outcome) != outcome
    ]


def milliseconds_of_one(times: int = 500) -> float:
    """The median processor time of assessing one filing of 60 fee lines."""
    catalogue, filing = load_catalogue(), _long_filing()
    spent = []
    for _ in range(times):
        start = time.process_time_ns()
        assess(filing, on=ON, catalogue=catalogue)
        spent.append(time.process_time_ns() - start)
    return sorted(spent)[times // 2] / 1e6


def _long_filing() -> dict[str, Any]:
    """A filing with the corridor of another, whose origin it lacks, besides its own."""
    first, *others = filings(50)
    first.pop("reference")
    origins = {row["origin"] for row in first["corridors"]}
    row, lines = next(
        (row, each["fees"])
        for each in others
        for row in each["corridors"]
        if row["origin"] not in origins
    )
    key = f"{row['origin']}-{row['sector']}"
    first["corridors"].append(row)
    first["fees"] += [line for line in lines if line["corridor"] == key]
    if len(first["fees"]) != LINES_OF_ONE:
        raise RuntimeError(f"{len(first['fees'])} fee lines")
    return first
