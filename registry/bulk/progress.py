"""How far scoring has come: lines done, lines a second and the time that is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click
from tqdm import tqdm

from registry.bulk.chunks import Scored
from registry.bulk.files import Chunk

SECONDS_ON_A_SCREEN = 0.5
SECONDS_IN_A_LOG = 10.0
MOST_TOLD = 20
"""Mistakes told beside the output; all of them stand in it."""


class Progress:
    """Counts lines, and works out from the bytes read so far how many there will be."""

    def __init__(self, bar: Any, size: int | None, stream: TextIO) -> None:
        self._bar, self._size, self._stream = bar, size, stream
        self._read_to: dict[str, int] = {}
        self.filings = 0
        self.mistakes = 0

    def add(self, chunk: Chunk, scored: Scored) -> None:
        for sentence in scored.told[: max(MOST_TOLD - self.mistakes, 0)]:
            self._tell(sentence)
        self.filings += scored.filings
        self.mistakes += scored.mistakes
        self._read_to[chunk.file] = chunk.read_to
        read = sum(self._read_to.values())
        if self._size and read:
            self._bar.total = round(self._lines * self._size / read)
        self._bar.update(scored.filings + scored.mistakes)

    @property
    def summary(self) -> str:
        seconds = self._bar.format_dict["elapsed"]
        rate = self._lines / seconds if seconds else 0
        return (
            f"Filings scored: {self.filings:,}. Lines refused: {self.mistakes:,}. "
            f"{seconds:,.1f} s, {rate:,.0f} lines a second."
        )

    def _tell(self, sentence: str) -> None:
        if self._stream.isatty():
            self._bar.clear()
        click.echo(sentence, file=self._stream)

    @property
    def _lines(self) -> int:
        return self.filings + self.mistakes


@contextmanager
def progress(size: int | None, stream: TextIO) -> Iterator[Progress]:
    """A line that is drawn anew on a screen, and now and then in a log; none for short work."""
    every = SECONDS_ON_A_SCREEN if stream.isatty() else SECONDS_IN_A_LOG
    with tqdm(file=stream, unit=" lines", mininterval=every, delay=every, leave=False) as bar:
        yield Progress(bar, size, stream)
