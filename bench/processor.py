"""Processor time of a question: of this process, and of those of PostgreSQL that answer it.

SQLite works in this process. Processor time holds on a busy machine, where the clock does not.
"""

import ctypes
import time
from typing import Any

import psutil
import psycopg
from sqlalchemy import Engine, event

UNTIL_NOTICED = 0.5
"""Seconds until PostgreSQL has surely ended the process of a connection that was closed."""


class Processor:
    """What this process and the database's processes for it have used, from now on.

    Made while nobody holds a connection: of those that are open nothing would be known.
    """

    def __init__(self, engine: Engine) -> None:
        self._servers: list[int] = []
        if engine.dialect.name == "postgresql":
            event.listen(engine, "connect", self._note)
            engine.dispose()

    def spent(self) -> float:
        """Seconds until now."""
        return time.process_time() + sum(map(time.clock_gettime, self._servers))

    def _note(self, connection: Any, _record: object) -> None:
        """One process answers alone: of those that would help it nothing would be known."""
        connection.execute("SET max_parallel_workers_per_gather = 0")
        connection.commit()
        clock = ctypes.c_int()
        if ctypes.CDLL(None).clock_getcpuclockid(connection.info.backend_pid, ctypes.byref(clock)):
            raise OSError("this machine does not tell the processor time of other processes")
        self._servers.append(clock.value)


def of_ended_connections(address: str) -> float:
    """Seconds that PostgreSQL has used for connections that were closed; 0 with SQLite."""
    if address.startswith("sqlite"):
        return 0.0
    time.sleep(UNTIL_NOTICED)
    server = database_server(address)
    used = server.cpu_times() if server else None
    return used.children_user + used.children_system if used else 0.0


def database_server(address: str) -> psutil.Process | None:
    """The process of PostgreSQL whose children answer; None with SQLite."""
    if address.startswith("sqlite"):
        return None
    with psycopg.connect(address.replace("+psycopg", "")) as connection:
        return psutil.Process(connection.info.backend_pid).parent()


def of_family(server: psutil.Process) -> float:
    """Seconds that a process and those it made have used, also those that ended."""
    ended = server.cpu_times()
    running = [each.cpu_times() for each in (server, *server.children(recursive=True))]
    used = sum(each.user + each.system for each in running)
    return used + ended.children_user + ended.children_system
