"""The same scoring on a Dask cluster: one that runs already, or one of this machine's processes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from registry.bulk.chunks import Orders, OtherRules, Scored, score_chunk
from registry.bulk.engines import WAITING_EACH, Engine, EngineError

SECONDS_TO_CONNECT = 60
SECONDS_BETWEEN_LOOKS = 30


class NobodyWorks(RuntimeError):
    """The scheduler has no worker left, and would wait for one for ever."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A chunk with the cluster, waited for as long as somebody works there."""

    future: Any
    client: Any

    def result(self) -> Scored:
        while True:
            try:
                scored: Scored = self.future.result(SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                if not self.client.scheduler_info()["workers"]:
                    raise NobodyWorks("no worker is left.") from None
            else:
                return scored


@contextmanager
def dask_cluster(address: str | None, number: int, orders: Orders) -> Iterator[Engine]:
    """The workers of the scheduler at an address, or else this many processes of this machine."""
    with ExitStack() as stack:
        client, failures = _connect(address, number, stack)
        yield Engine(
            lambda chunk: Watched(client.submit(score_chunk, chunk, orders, pure=False), client),
            window=WAITING_EACH * sum(client.nthreads().values()),
            failures=failures,
            remedy="The logs of the scheduler and its workers say more.",
        )


def _connect(
    address: str | None, number: int, stack: ExitStack
) -> tuple[Any, tuple[type[Exception], ...]]:
    """A client with a worker at least, and what its futures may raise when the cluster breaks."""
    try:
        from distributed import CancelledError, Client, KilledWorker, LocalCluster
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise EngineError("Dask is missing: pip install distributed") from error
    try:
        where = address or stack.enter_context(
            LocalCluster(
                n_workers=number,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                preload=[score_chunk.__module__],
            )
        )
        client = stack.enter_context(Client(where, timeout=SECONDS_TO_CONNECT))
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(
            f"no Dask worker answers at {address or 'this machine'}: {error}"
        ) from error
    return client, (NobodyWorks, OtherRules, KilledWorker, CancelledError, CommClosedError)
