"""What is told while filings are scored."""

import io
import re

import pytest

from registry.bulk import progress as module
from registry.bulk.chunks import Scored
from registry.bulk.files import Chunk
from registry.bulk.progress import MOST_TOLD, progress


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    monkeypatch.setattr(module, "SECONDS_ON_A_SCREEN", 0)
    return Screen()


def some(filings, read_to, *told):
    chunk = Chunk("a.jsonl", ((1, b""),), read_to)
    return chunk, Scored(b"", filings, len(told), told)


def test_lines_done_rate_and_what_is_left_are_shown(screen):
    with progress(1000, screen) as done:
        done.add(*some(10, 250))
    assert re.search(r" 25%.* 10/40 \[.*lines/s\]", screen.getvalue())


def test_of_a_stream_nobody_knows_how_much_is_left(screen):
    with progress(None, screen) as done:
        done.add(*some(10, 0))
    assert re.search(r"10 lines \[", screen.getvalue())


def test_short_work_leaves_only_its_mistakes_in_a_log():
    log = io.StringIO()
    with progress(1000, log) as done:
        done.add(*some(10, 250, "a.jsonl, line 3: fees: write it"))
    assert log.getvalue().strip() == "a.jsonl, line 3: fees: write it"


def test_mistakes_are_told_so_far_and_counted_to_the_end():
    log = io.StringIO()
    with progress(None, log) as done:
        for number in range(MOST_TOLD + 5):
            done.add(*some(0, 0, f"mistake {number};"))
    assert log.getvalue().count("mistake") == MOST_TOLD
    assert re.match(
        rf"Filings scored: 0. Lines refused: {MOST_TOLD + 5}. .* a second", done.summary
    )
