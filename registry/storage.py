"""Where files lie: under the SHA-256 of their bytes, in a local folder or an S3-compatible store.

The same bytes are stored once, nothing is ever overwritten with something else, and a file is
either whole or absent. ``REGISTRY_FILES`` chooses: a folder, or ``s3://bucket/prefix``.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import IO, Any, BinaryIO, Protocol, cast

from flask import Flask, current_app

CHUNK = 1024 * 1024
IN_MEMORY = 4 * 1024 * 1024
"""Up to this size a file on its way to or from S3 stays in memory; larger ones go through /tmp."""
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SHA256 = re.compile(r"[0-9a-f]{64}")


class StorageError(Exception):
    """The store could not keep or give a file."""


class StorageFull(StorageError):
    """There is no room for the file; nothing of it was kept."""


class NotStored(StorageError, LookupError):
    """No file has this SHA-256."""


@dataclass(frozen=True)
class Stored:
    """What was stored: lower-case hexadecimal SHA-256, and bytes."""

    sha256: str
    size: int


class Store(Protocol):
    """The four things a place for files can do."""

    def put(self, stream: IO[bytes]) -> Stored: ...

    def open(self, sha256: str) -> BinaryIO: ...

    def exists(self, sha256: str) -> bool: ...

    def size(self, sha256: str) -> int: ...


def init_app(app: Flask) -> None:
    place = app.config["FILES"]
    app.extensions["storage"] = (
        S3Store(place, app.config["S3_ENDPOINT"]) if place.startswith("s3://") else Folder(place)
    )


def put(stream: IO[bytes]) -> Stored:
    """Store what is left of ``stream``; without room raise StorageFull and keep nothing."""
    return _store().put(stream)


def open(sha256: str) -> BinaryIO:
    """The bytes, from the start and seekable; raise NotStored. The caller closes it."""
    return _store().open(_checked(sha256))


def exists(sha256: str) -> bool:
    return _store().exists(_checked(sha256))


def size(sha256: str) -> int:
    """Bytes of the file; raise NotStored."""
    return _store().size(_checked(sha256))


def is_whole(sha256: str) -> bool:
    """Whether the file is there with the bytes that its name says."""
    try:
        with open(sha256) as file:
            digest = hashlib.sha256()
            for chunk in _chunks(file):
                digest.update(chunk)
            return digest.hexdigest() == sha256
    except NotStored:
        return False


def _store() -> Store:
    return cast(Store, current_app.extensions["storage"])


def _checked(sha256: str) -> str:
    if not SHA256.fullmatch(sha256):
        raise NotStored(f"{sha256!r} is not a SHA-256")
    return sha256


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _copy(stream: IO[bytes], into: IO[bytes]) -> Stored:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(stream):
        into.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Stored(digest.hexdigest(), size)


class Folder:
    """Files in two levels of folders of 256 each, so that no folder grows too long to list."""

    def __init__(self, path: str) -> None:
        self.root = Path(path).absolute()

    def put(self, stream: IO[bytes]) -> Stored:
        arriving = self.root / "arriving"
        try:
            arriving.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=arriving, delete=False) as temporary:
                return self._receive(stream, temporary)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise StorageFull(f"no room left in {self.root}") from error
            raise

    def _receive(self, stream: IO[bytes], temporary: Any) -> Stored:
        try:
            stored = _copy(stream, temporary)
            temporary.flush()
            os.fsync(temporary.fileno())
            self._settle(Path(temporary.name), self._path(stored.sha256))
            return stored
        finally:
            Path(temporary.name).unlink(missing_ok=True)

    def _settle(self, temporary: Path, path: Path) -> None:
        """Give the file its name in one step, and make the name survive a power cut."""
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o440)
        temporary.replace(path)
        for folder in (path.parent, path.parent.parent, self.root):
            _sync_folder(folder)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise NotStored(sha256) from error

    def exists(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def size(self, sha256: str) -> int:
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError as error:
            raise NotStored(sha256) from error

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:4] / sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class S3Store:
    """Files as objects of a bucket; S3 itself promises that an object is whole or absent."""

    def __init__(self, address: str, endpoint: str) -> None:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError, ClientError

        self.failures = (BotoCoreError, ClientError)
        self.bucket, _, prefix = address.removeprefix("s3://").partition("/")
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        settings: dict[str, Any] = {
            "connect_timeout": 5,
            "read_timeout": 60,
            "retries": {"mode": "standard"},
            # Stores other than AWS's own often refuse checksums that a request need not have.
            "request_checksum_calculation": "when_required",
            "response_checksum_validation": "when_required",
        }
        self.client: Any = boto3.client(
            "s3", endpoint_url=endpoint or None, config=Config(**settings)
        )

    def put(self, stream: IO[bytes]) -> Stored:
        with SpooledTemporaryFile(IN_MEMORY) as temporary:
            stored = _copy(stream, temporary)
            if not self.exists(stored.sha256):
                temporary.seek(0)
                self._send(stored.sha256, temporary)
        return stored

    def _send(self, sha256: str, body: IO[bytes]) -> None:
        try:
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + sha256, Body=body)
        except self.failures as error:
            raise StorageError(f"s3://{self.bucket} refused the file: {error}") from error

    def open(self, sha256: str) -> BinaryIO:
        temporary = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        try:
            self.client.download_fileobj(self.bucket, self.prefix + sha256, temporary)
        except self.failures as error:
            temporary.close()
            raise self._named(error, sha256) from error
        temporary.seek(0)
        return cast(BinaryIO, temporary)

    def exists(self, sha256: str) -> bool:
        try:
            self.size(sha256)
        except NotStored:
            return False
        return True

    def size(self, sha256: str) -> int:
        try:
            head = self.client.head_object(Bucket=self.bucket, Key=self.prefix + sha256)
        except self.failures as error:
            raise self._named(error, sha256) from error
        return int(head["ContentLength"])

    def _named(self, error: Any, sha256: str) -> StorageError:
        """Our exception for S3's: only "not found" means that the file is absent."""
        answer = getattr(error, "response", {}).get("ResponseMetadata", {})
        if answer.get("HTTPStatusCode") == 404:
            return NotStored(sha256)
        return StorageError(f"s3://{self.bucket} could not be read: {error}")
