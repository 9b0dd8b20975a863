"""The same on a Dask cluster of real processes."""

import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
from distributed import Client

from registry.bulk import cluster
from registry.bulk.cluster import dask_cluster
from registry.bulk.engines import EngineError, in_order, local_engine
from registry.bulk.files import chunks
from tests.bulk.lines import orders, write_filings
from tests.server import free_port

SECONDS_TO_START = 60
RULES = ("--preload", "registry.bulk.chunks")
PRIVATE = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


@pytest.fixture(scope="module")
def filings(tmp_path_factory):
    return str(write_filings(tmp_path_factory.mktemp("filings") / "filings.jsonl", 1000))


@pytest.fixture(scope="module")
def here(filings):
    """What this process makes of the filings."""
    with local_engine(1, orders()) as engine:
        return outputs(engine, filings)


@pytest.fixture(scope="module")
def scheduler():
    with workers(2) as (address, _processes):
        yield address


@contextmanager
def workers(count):
    """The address of a scheduler, and the processes of its workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        stack.enter_context(dask("scheduler", "--port", address.rpartition(":")[2], *PRIVATE))
        options = (address, "--nthreads", "1", "--no-nanny", *PRIVATE, *RULES)
        processes = [stack.enter_context(dask("worker", *options)) for _ in range(count)]
        with Client(address, timeout=SECONDS_TO_START) as client:
            client.wait_for_workers(count, timeout=SECONDS_TO_START)
        yield address, processes


@contextmanager
def dask(*words):
    command = [sys.executable, "-m", "dask", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def outputs(engine, filings):
    return [scored.output for _, scored in in_order(chunks([filings]), engine)]


def test_two_workers_of_a_scheduler_give_the_same_bytes(filings, here, scheduler):
    with dask_cluster(scheduler, 1, orders()) as engine:
        assert engine.window == 4
        assert outputs(engine, filings) == here


def test_two_processes_started_for_the_run_give_the_same_bytes(filings, here):
    with dask_cluster(None, 2, orders()) as engine:
        assert outputs(engine, filings) == here


def test_a_worker_with_other_rules_stops_the_run(filings, scheduler):
    other = orders(catalogue_sha256="0" * 64)
    with (
        pytest.raises(EngineError, match=r"line 1 to 32: .* install the same release everywhere"),
        dask_cluster(scheduler, 1, other) as engine,
    ):
        outputs(engine, filings)


def test_what_a_dead_worker_had_is_done_by_another_until_none_is_left(filings, here, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_BETWEEN_LOOKS", 1)
    with workers(2) as (address, processes), dask_cluster(address, 1, orders()) as engine:
        results = in_order(chunks([filings]), engine)
        first = next(results)
        processes[0].kill()
        assert [scored.output for _, scored in (first, *results)] == here
        processes[1].kill()
        with pytest.raises(EngineError, match="no worker is left"):
            outputs(engine, filings)


def test_a_cluster_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(EngineError, match=address), dask_cluster(address, 1, orders()):
        pass


def test_without_dask_the_way_to_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match="pip install"), dask_cluster(None, 1, orders()):
        pass
