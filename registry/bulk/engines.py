"""Where chunks are scored: in this process, or in several of this machine."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Protocol

from registry.bulk.chunks import Orders, Scored, score_chunk
from registry.bulk.files import Chunk
from registry.scoring import load_catalogue

WAITING_EACH = 2
"""Chunks under way for each process: none of them waits, and memory stays bounded."""


class EngineError(RuntimeError):
    """Scoring cannot go on; the message says where it stopped, why, and what to do."""


class Promise(Protocol):
    """A chunk under way."""

    def result(self) -> Scored: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What scores chunks, some of them at once."""

    submit: Callable[[Chunk], Promise]
    window: int
    """How many chunks may be under way."""
    failures: tuple[type[Exception], ...] = ()
    remedy: str = ""
    """What to do when one of the failures happens."""


def in_order(chunks: Iterable[Chunk], engine: Engine) -> Iterator[tuple[Chunk, Scored]]:
    """Each chunk with its results, in the order of the input; none is read before its time."""
    waiting: deque[tuple[Chunk, Promise]] = deque()
    for chunk in chunks:
        if len(waiting) >= engine.window:
            yield _first(waiting, engine)
        with _explained(chunk, engine):
            waiting.append((chunk, engine.submit(chunk)))
    while waiting:
        yield _first(waiting, engine)


def _first(waiting: deque[tuple[Chunk, Promise]], engine: Engine) -> tuple[Chunk, Scored]:
    chunk, promise = waiting.popleft()
    with _explained(chunk, engine):
        return chunk, promise.result()


@contextmanager
def _explained(chunk: Chunk, engine: Engine) -> Iterator[None]:
    try:
        yield
    except engine.failures as error:
        reason = str(error) or type(error).__name__
        raise EngineError(f"stopped at {chunk.place}: {reason} {engine.remedy}") from error


@contextmanager
def local_engine(processes: int, orders: Orders) -> Iterator[Engine]:
    """This many processes, which end with the block however it ends; one of them is this one."""
    if processes == 1:
        yield Engine(lambda chunk: _done(score_chunk(chunk, orders)), window=1)
        return
    load_catalogue()  # before the processes part, so that they share it
    pool = ProcessPoolExecutor(processes, initializer=_begin)
    try:
        yield Engine(
            lambda chunk: pool.submit(score_chunk, chunk, orders),
            window=WAITING_EACH * processes,
            failures=(BrokenProcessPool,),
            remedy="It was killed, or memory ran out: try again with fewer --processes.",
        )
    finally:
        pool.shutdown(cancel_futures=True)


def _done(scored: Scored) -> Promise:
    future: Future[Scored] = Future()
    future.set_result(scored)
    return future


def usable_processors() -> int:
    """The processors that this process may use, which are not always all of the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
