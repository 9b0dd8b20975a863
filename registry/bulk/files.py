"""Files of filings, read as chunks of numbered lines in memory that does not grow with the file."""

import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from gzip import GzipFile
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

STANDARD_INPUT = "-"
LONGEST_LINE = 8 * 2**20
"""In bytes: more than double what the longest tables that a filing may hold take."""
CHUNK_LINES = 32
CHUNK_BYTES = 2**20
SKIP_BYTES = 2**16
GZIP = b"\x1f\x8b"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

UNREADABLE = (OSError, EOFError, zlib.error)
"""What a bad disk, a broken connection or a spoilt archive raises."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in the place of a line that could not be read, and what to do about it."""

    remedy: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of one file, each with its number; small enough to send to another process."""

    file: str
    lines: tuple[tuple[int, bytes | Unread], ...]
    read_to: int
    """How many bytes of this file were read by then, as they lie on the disk; 0: not known."""

    @property
    def place(self) -> str:
        first, last = self.lines[0][0], self.lines[-1][0]
        return f"{self.file}, line {first}" + (f" to {last}" if last > first else "")


def size_of(names: Iterable[str]) -> int | None:
    """Bytes of all files together; None where one of them is a stream without an end to see."""
    paths = [Path(name) for name in names]
    if not all(path.is_file() for path in paths):
        return None
    return sum(path.stat().st_size for path in paths)


def chunks(names: Iterable[str]) -> Iterator[Chunk]:
    for name in names:
        yield from _chunks_of(name)


def _chunks_of(name: str) -> Iterator[Chunk]:
    """A file's lines in order; what it cannot give any more stands as its last line."""
    number, lines, size = 0, [], 0
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(_open(name))
            stream = _unpacked(raw)
            for number, line in _numbered(stream):
                lines.append((number, line))
                size += len(line) if isinstance(line, bytes) else 0
                if len(lines) == CHUNK_LINES or size >= CHUNK_BYTES:
                    yield Chunk(name, tuple(lines), _position(raw))
                    lines, size = [], 0
        except UNREADABLE as error:
            remedy = f"make the file whole and score it again from here: {error}"
            lines.append((number + 1, Unread(remedy)))
        if lines:
            yield Chunk(name, tuple(lines), _position(raw) if number else 0)


def _open(name: str) -> BinaryIO:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer
    return open(name, "rb", buffering=0)


def _unpacked(raw: Any) -> BinaryIO:
    """The bytes themselves, out of gzip where the file is packed by it, whatever its name."""
    stream = io.BufferedReader(raw)
    packed = stream.peek(len(GZIP))[: len(GZIP)] == GZIP
    return GzipFile(fileobj=stream) if packed else stream  # type: ignore[return-value]


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes | Unread]]:
    """Lines with something in them, counted from 1; one without end is passed over in pieces."""
    for number in count(1):
        line = stream.readline(LONGEST_LINE + 1)
        if not line:
            return
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(SKIP_BYTES)
            yield number, Unread(f"write a filing in at most {LONGEST_LINE:,} bytes")
        elif line.strip():
            yield number, line


def _position(raw: Any) -> int:
    return int(raw.tell()) if raw.seekable() else 0
