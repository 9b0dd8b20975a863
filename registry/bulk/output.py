"""Where results go: the standard output, or a file that is there only when it is whole."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class OutputError(RuntimeError):
    """Results cannot be written; the message says where and why."""


@contextmanager
def results_file(path: Path | None) -> Iterator[BinaryIO]:
    """A stream of bytes. A regular file gets its name when all is written, and nothing before."""
    try:
        if path is None:
            yield sys.stdout.buffer
            sys.stdout.flush()
        elif path.exists() and not path.is_file():
            with path.open("wb") as device:
                yield device
        else:
            with _whole_or_nothing(path) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        name = path or "the standard output"
        raise OutputError(f"cannot write to {name}: {error.strerror or error}") from error


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[BinaryIO]:
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("wb") as file:
            yield file
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
