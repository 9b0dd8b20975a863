"""Reading files of filings piece by piece."""

import gzip
import io
from types import SimpleNamespace

import pytest

from registry.bulk import files
from registry.bulk.files import CHUNK_LINES, Unread, chunks, size_of
from tests.bulk.lines import BLANK


@pytest.fixture
def write(tmp_path):
    def write(content: bytes, name: str = "filings.jsonl") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return write


def lines(*names):
    return [line for chunk in chunks(names) for line in chunk.lines]


def test_a_chunk_holds_some_lines_of_one_file(write):
    first, second = write(BLANK * (CHUNK_LINES + 1), "a"), write(BLANK, "b")
    assert [(chunk.file, len(chunk.lines)) for chunk in chunks([first, second])] == [
        (first, CHUNK_LINES),
        (first, 1),
        (second, 1),
    ]


def test_a_chunk_ends_where_it_becomes_heavy(write, monkeypatch):
    monkeypatch.setattr(files, "CHUNK_BYTES", 2 * len(BLANK))
    assert [len(chunk.lines) for chunk in chunks([write(BLANK * 5)])] == [2, 2, 1]


def test_a_chunk_says_where_it_is_and_how_far_the_file_was_read(write):
    (chunk,) = chunks([name := write(BLANK * 3)])
    assert (chunk.place, chunk.read_to) == (f"{name}, line 1 to 3", size_of([name]))


def test_empty_lines_are_counted_and_left_out(write):
    assert lines(write(b"\n \n" + BLANK + b"\n")) == [(3, BLANK)]
    assert lines(write(b"")) == []


def test_the_mark_at_the_beginning_of_a_file_of_windows_is_no_part_of_it(write):
    assert lines(write(b"\xef\xbb\xbf" + BLANK)) == [(1, BLANK)]
    assert lines(write(b"\xef\xbb\xbf")) == []


def test_a_line_without_end_is_passed_over(write, monkeypatch):
    monkeypatch.setattr(files, "LONGEST_LINE", 100)
    monkeypatch.setattr(files, "SKIP_BYTES", 7)
    (_, long), good = lines(write(b"x" * 1000 + b"\n" + BLANK))
    assert long == Unread("write a filing in at most 100 bytes")
    assert good == (2, BLANK)
    assert lines(write(b"x" * 1000)) == [(1, long)]


def test_a_packed_file_is_unpacked_whatever_its_name(write):
    assert lines(write(gzip.compress(BLANK * 2))) == [(1, BLANK), (2, BLANK)]


def test_what_a_spoilt_archive_still_holds_is_read_and_the_next_file_too(write):
    packed = gzip.compress(BLANK * 100_000)
    *good, (number, spoilt), last = lines(write(packed[:-40], "cut.gz"), write(BLANK, "whole"))
    assert {line for _, line in good} == {BLANK}
    assert number == len(good) + 1
    assert "make the file whole" in spoilt.remedy
    assert last == (1, BLANK)


def test_a_file_that_cannot_be_opened_is_one_line_that_cannot_be_read(tmp_path):
    ((number, unread),) = lines(str(tmp_path / "gone"))
    assert number == 1
    assert "No such file" in unread.remedy


def test_the_standard_input_is_read_as_it_comes(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BLANK)))
    assert lines("-") == [(1, BLANK)]
    assert size_of(["-"]) is None
