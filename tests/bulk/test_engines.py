"""Scoring in several processes of this machine."""

from itertools import cycle

import psutil
import pytest

from registry.bulk.engines import Engine, EngineError, in_order, local_engine
from registry.bulk.files import Chunk, chunks
from tests.bulk.lines import BLANK, orders, write_filings

CHUNKS = [Chunk("a.jsonl", ((number, BLANK),), 0) for number in range(1, 21)]


@pytest.fixture
def workers():
    """The processes that were started since the test began."""
    before = set(psutil.Process().children())
    return lambda: [each for each in psutil.Process().children() if each not in before]


def outputs(source, processes):
    with local_engine(processes, orders()) as engine:
        return [scored.output for _, scored in in_order(source, engine)]


def test_two_processes_give_what_one_gives_in_the_order_of_the_input(tmp_path):
    file = str(write_filings(tmp_path / "filings.jsonl", 300))
    assert outputs(chunks([file]), 2) == outputs(chunks([file]), 1)


def test_no_more_is_read_than_can_be_under_way():
    read = 0

    def source():
        nonlocal read
        for chunk in CHUNKS:
            read += 1
            yield chunk

    with local_engine(1, orders()) as engine:
        results = in_order(source(), Engine(engine.submit, window=4))
        next(results)
    assert read == 5


def test_a_process_that_dies_is_told_with_the_place_and_the_others_end(workers):
    with pytest.raises(EngineError) as told, local_engine(2, orders()) as engine:
        results = in_order(cycle(CHUNKS), engine)
        next(results)
        started = workers()
        started[0].kill()
        for _ in results:
            pass
    assert "stopped at a.jsonl, line" in str(told.value)
    assert "fewer --processes" in str(told.value)
    assert not psutil.wait_procs(started, timeout=10)[1]


def test_processes_end_with_the_block_even_when_nobody_wants_the_rest(workers):
    with local_engine(2, orders()) as engine:
        next(in_order(CHUNKS, engine))
        started = workers()
    assert not psutil.wait_procs(started, timeout=10)[1]
