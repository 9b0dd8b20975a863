"""Files are kept whole under their SHA-256, in a folder and on S3."""

import hashlib
import io
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import boto3
import pytest
from flask import Flask
from moto.server import ThreadedMotoServer

from registry import storage
from tests.server import free_port

BYTES = b"%PDF-1.7 a commitment statement"
NAME = hashlib.sha256(BYTES).hexdigest()
ABSENT = "0" * 64


def application(place: str, endpoint: str = "") -> Flask:
    app = Flask("storage")
    app.config.update(FILES=place, S3_ENDPOINT=endpoint)
    storage.init_app(app)
    return app


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 server on this machine, spoken to over HTTP."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    place = {"LocationConstraint": "ap-southeast-1"}
    boto3.client("s3", endpoint_url=address).create_bucket(
        Bucket="register", CreateBucketConfiguration=place
    )
    yield address
    with urlopen(f"{address}/moto-api/reset", data=b"", timeout=10):
        server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    if request.param == "s3":
        app = application("s3://register/files", request.getfixturevalue("bucket"))
    else:
        app = application(str(tmp_path / "files"))
    with app.app_context():
        yield app


def test_what_was_put_comes_back_under_its_hash(store: Flask) -> None:
    assert storage.put(io.BytesIO(BYTES)) == storage.Stored(NAME, len(BYTES))
    with storage.open(NAME) as file:
        assert file.read() == BYTES
        file.seek(5)
        assert file.read(3) == b"1.7"
    assert storage.exists(NAME)
    assert storage.size(NAME) == len(BYTES)


def test_the_same_bytes_twice_are_one_file(store: Flask) -> None:
    assert storage.put(io.BytesIO(BYTES)) == storage.put(io.BytesIO(BYTES))


def test_a_file_of_several_chunks_is_whole(store: Flask) -> None:
    large = bytes(range(256)) * 4096 * 6
    stored = storage.put(io.BytesIO(large))
    assert stored.size == len(large)
    with storage.open(stored.sha256) as file:
        assert hashlib.sha256(file.read()).hexdigest() == stored.sha256


def test_an_absent_file_is_said_to_be_absent(store: Flask) -> None:
    assert not storage.exists(ABSENT)
    with pytest.raises(storage.NotStored):
        storage.open(ABSENT)
    with pytest.raises(storage.NotStored):
        storage.size(ABSENT)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", NAME.upper(), NAME + "\n"])
def test_a_name_that_is_no_hash_never_reaches_the_store(store: Flask, name: str) -> None:
    with pytest.raises(storage.NotStored):
        storage.open(name)


def test_a_full_disk_is_named_and_leaves_nothing_behind(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with application(str(tmp_path)).app_context():
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
        try:
            with pytest.raises(storage.StorageFull, match="no room left"):
                storage.put(io.BytesIO(b"x" * 1024 * 1024))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_connection_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    with application(str(tmp_path)).app_context(), pytest.raises(ConnectionResetError):
        storage.put(Broken())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_bucket_that_does_not_exist_is_not_an_absent_file(bucket: str) -> None:
    app = application("s3://nobody", bucket)
    with app.app_context(), pytest.raises(storage.StorageError, match="refused the file"):
        storage.put(io.BytesIO(BYTES))


def test_a_server_that_does_not_answer_is_not_an_absent_file(bucket: str) -> None:
    app = application("s3://register", f"http://127.0.0.1:{free_port()}")
    with (
        app.app_context(),
        pytest.raises(storage.StorageError, match="could not be read") as failed,
    ):
        storage.exists(NAME)
    assert not isinstance(failed.value, storage.NotStored)


def test_many_who_store_the_same_file_at_once_store_one(store: Flask) -> None:
    def put(_: int) -> storage.Stored:
        with store.app_context():
            return storage.put(io.BytesIO(BYTES * 1000))

    with ThreadPoolExecutor(8) as people:
        stored = set(people.map(put, range(16)))
    [one] = stored
    with store.app_context(), storage.open(one.sha256) as stream:
        assert stream.read() == BYTES * 1000


def test_a_process_killed_while_it_stores_leaves_no_half_file(tmp_path: Path) -> None:
    """Whatever it left, nobody finds it, and the same file can be stored again."""
    program = (
        "import os, sys\n"
        "from registry.storage import Folder\n"
        f"store = Folder({str(tmp_path)!r})\n"
        "class Slow:\n"
        "    def read(self, size):\n"
        "        print('half', flush=True)\n"
        "        return sys.stdin.buffer.read(size)\n"
        "store.put(Slow())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        process.stdout.readline()
        process.stdin.write(BYTES)
        process.stdin.flush()
        process.kill()
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.parent.name == "arriving" for path in found)
    with application(str(tmp_path)).app_context():
        assert not storage.exists(NAME)
        assert storage.put(io.BytesIO(BYTES)).sha256 == NAME
        assert storage.exists(NAME)
