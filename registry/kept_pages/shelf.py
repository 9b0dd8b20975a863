"""Where pages and parts of them are kept: a file of SQLite that the processes of a machine share.

Nothing here is precious. A file that is full forgets its oldest pages; one that is damaged is
removed; whatever else goes wrong, a page is made anew.
"""

import hashlib
import json
import logging
import os
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from flask import Response
from isal import isal_zlib

log = logging.getLogger(__name__)

LEVEL = 3
"""The highest of ISA-L, which takes a fifth of the time of zlib for a tenth more of bytes."""
GZIP = 31
"""The window of zlib's functions for the format of gzip."""
SECONDS_TO_WAIT = 0.2
PAGE_SIZE = 4096
FORGOTTEN_AT_ONCE = 10
"""A full file forgets the oldest of so many parts."""
TABLES = (
    """
    CREATE TABLE IF NOT EXISTS page (
        number INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
        etag TEXT NOT NULL, notes TEXT NOT NULL, crc32 INTEGER NOT NULL, body BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS part (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
        crc32 INTEGER NOT NULL, body BLOB NOT NULL
    )
    """,
)
FIND = "SELECT state, etag, notes, crc32, body FROM page WHERE address = ?"
KEEP = """
    INSERT OR REPLACE INTO page (address, state, etag, notes, crc32, body)
    VALUES (?, ?, ?, ?, ?, ?)
"""
FIND_PART = "SELECT crc32, body FROM part WHERE key = ?"
KEEP_PART = "INSERT OR REPLACE INTO part (key, crc32, body) VALUES (?, ?, ?)"
FORGET = tuple(
    f"""
    DELETE FROM {table} WHERE number <= (
        SELECT min(number) + (max(number) - min(number)) / ? FROM {table}
    )
    """
    for table in ("page", "part")
)
RUINED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""Damaged, no database at all, or one whose table is of another version of this module."""
NOT_KEPT = {"content-length", "etag"}
"""Headers that are made for each reader."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made, compressed; the ETag is a digest of these bytes."""

    etag: str
    headers: list[tuple[str, str]]
    asked: tuple[str, dict[str, Any]]
    """The endpoint that made it, and its arguments."""
    body: bytes

    @classmethod
    def of(cls, response: Response, asked: tuple[str, dict[str, Any]]) -> Self:
        body = compress(response.get_data())
        headers = [each for each in response.headers if each[0].lower() not in NOT_KEPT]
        return cls(digest(body), headers, asked, body)

    @property
    def plain(self) -> bytes:
        return isal_zlib.decompress(self.body, GZIP)


def compress(text: bytes) -> bytes:
    return isal_zlib.compress(text, LEVEL, GZIP)


def digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()


class Shelf:
    """Pages by address, each of which holds in one state of the register; and parts by key."""

    def __init__(self, path: str, megabytes: int) -> None:
        self.path = Path(path)
        self.most = megabytes * 2**20 // PAGE_SIZE
        self._own = threading.local()

    def get(self, address: str) -> tuple[str, Page] | None:
        """The page of an address, and the state in which it holds."""
        found = self._found(FIND, address)
        if found is None:
            return None
        state, etag, notes, known, body = found
        if isal_zlib.crc32(body) != known:
            log.warning("a kept page of %s is damaged", self.path)
            return None
        headers, (endpoint, arguments) = json.loads(notes)
        return state, Page(etag, [(n, v) for n, v in headers], (endpoint, arguments), body)

    def put(self, address: str, state: str, page: Page) -> None:
        notes = json.dumps([page.headers, page.asked])
        known = isal_zlib.crc32(page.body)
        self._write(KEEP, (address, state, page.etag, notes, known, page.body))

    def part(self, key: str) -> str | None:
        """The part of a page that is kept under a key."""
        found = self._found(FIND_PART, key)
        if found is None:
            return None
        known, body = found
        if isal_zlib.crc32(body) != known:
            log.warning("a kept part of %s is damaged", self.path)
            return None
        return isal_zlib.decompress(body, GZIP).decode()

    def put_part(self, key: str, text: str) -> None:
        body = compress(text.encode())
        self._write(KEEP_PART, (key, isal_zlib.crc32(body), body))

    def _found(self, query: str, key: str) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._connection().execute(query, (key,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._recover(error)
            return None
        return row

    def _write(self, keep: str, row: tuple[str | bytes | int, ...]) -> None:
        try:
            self._write_or_forget(keep, row)
        except (sqlite3.Error, OSError) as error:
            self._recover(error)

    def _write_or_forget(self, keep: str, row: tuple[str | bytes | int, ...]) -> None:
        connection = self._connection()
        try:
            connection.execute(keep, row)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            for forget in FORGET:
                connection.execute(forget, (FORGOTTEN_AT_ONCE,))
            connection.execute(keep, row)

    def _connection(self) -> sqlite3.Connection:
        """A connection for each thread of each process."""
        if getattr(self._own, "process", None) != os.getpid():
            self._own.connection = self._open()
            self._own.file = self.path.stat().st_ino
            self._own.process = os.getpid()
        connection: sqlite3.Connection = self._own.connection
        return connection

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, timeout=SECONDS_TO_WAIT, isolation_level=None)
        for pragma in (
            f"page_size={PAGE_SIZE}",
            f"max_page_count={self.most}",
            "journal_mode=WAL",
            "synchronous=OFF",
            f"journal_size_limit={2**22}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        for table in TABLES:
            connection.execute(table)
        return connection

    def _recover(self, error: Exception) -> None:
        """Go on without the file; begin it anew where SQLite can make nothing of it."""
        log.warning("kept pages in %s: %s", self.path, error)
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF in RUINED:
            self._remove()
        self._own.process = None

    def _remove(self) -> None:
        """Remove the damaged file, unless another process has begun it anew already."""
        try:
            if self.path.stat().st_ino == getattr(self._own, "file", self.path.stat().st_ino):
                for suffix in ("-wal", "-shm", ""):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            log.warning("kept pages in %s: %s", self.path, error)
