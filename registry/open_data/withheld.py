"""Grades that were withdrawn after an edition was made: its files are given out without them.

What was stored stays as it was made. While a grade is withdrawn it stands in no file that anybody
gets; once it is restored, the file is again the one that was made.
"""

import csv
import gzip
import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any

from sqlalchemy import select

from registry import storage
from registry.extensions import db
from registry.models import MARKS, DataEdition, GradeDecision, Statement

JUDGED: Mapping[str, tuple[str, ...]] = {
    "entries": ("grade", "score"),
    "statements": (
        *("grade", "score", "score_before_limits", "band", *MARKS, "confidence", "limits"),
    ),
    "limits": ("limit", "cap", "why_en", "why_ms", "lift_en", "lift_ms"),
    "themes": ("score",),
}
"""Of each table, what is empty while a grade is withdrawn."""
PACKAGE = "datapackage.json"
DECIDED_MEANWHILE = timedelta(hours=1)
"""A decision may become visible so long after its moment; looking at it twice changes nothing."""

Texts = Collection[str]


@dataclass(frozen=True, slots=True)
class Made:
    """A file made from a stored one."""

    stream: IO[bytes]
    sha256: str
    bytes: int


def table_of(name: str) -> str:
    """The table of a file such as ``entries-2026.csv``."""
    return name.partition(".")[0].partition("-")[0]


def may_change(name: str) -> bool:
    """Whether a withdrawn grade would change the file."""
    return name == PACKAGE or (table_of(name) in JUDGED and not name.endswith(".json"))


def decided() -> list[tuple[int, datetime]]:
    """The statements whose grade is withdrawn, and when that was decided."""
    found = db.session.execute(
        select(GradeDecision.statement_id, GradeDecision.at)
        .join(Statement, Statement.id == GradeDecision.statement_id)
        .where(GradeDecision.withdrawn, Statement.grade_withdrawn_on.is_not(None))
    )
    return [(statement_id, at) for statement_id, at in found]


def since(made: DataEdition, withdrawn: Iterable[tuple[int, datetime]]) -> frozenset[int]:
    """Those of them whose grade an edition may still show."""
    return frozenset(each for each, at in withdrawn if at > made.made_at - DECIDED_MEANWHILE)


def without(sha256: str, name: str, statements: Collection[int]) -> Made:
    """A stored file without the grades of some statements."""
    columns = JUDGED.get(table_of(name), ())
    rewrite = _REWRITES[name.rpartition(".")[2]]
    with TemporaryFile() as original, storage.open(sha256) as stored:
        shutil.copyfileobj(stored, original)
        original.seek(0)
        made = TemporaryFile()  # noqa: SIM115  whoever sends it closes it
        rewrite(original, made, columns, {str(each) for each in statements})
    size = made.tell()
    made.seek(0)
    digest = hashlib.file_digest(made, "sha256").hexdigest()
    made.seek(0)
    return Made(made, digest, size)


def _csv(original: IO[bytes], made: IO[bytes], columns: Texts, statements: Texts) -> None:
    given, text = (TextIOWrapper(each, "utf-8", newline="") for each in (original, made))
    rows, writer = csv.reader(given), csv.writer(text)
    head = next(rows)
    places, own = [head.index(each) for each in columns if each in head], head.index("statement_id")
    writer.writerow(head)
    for row in rows:
        if row[own] in statements:
            row = ["" if place in places else cell for place, cell in enumerate(row)]
        writer.writerow(row)
    given.detach()
    text.detach()


def _json_lines(original: IO[bytes], made: IO[bytes], columns: Texts, statements: Texts) -> None:
    with ExitStack() as open_files:
        packed = open_files.enter_context(gzip.GzipFile(fileobj=original, mode="rb"))
        again = open_files.enter_context(gzip.GzipFile("", "wb", 6, made, mtime=0))
        for line in packed:
            row = json.loads(line)
            if str(row["statement_id"]) in statements:
                row |= {each: None for each in columns if each in row}
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            again.write(f"{text}\n".encode())


def _parquet(original: IO[bytes], made: IO[bytes], columns: Texts, statements: Texts) -> None:
    import pyarrow
    from pyarrow import compute, parquet

    wanted = pyarrow.array([int(each) for each in statements], pyarrow.int64())
    file = parquet.ParquetFile(original)
    with parquet.ParquetWriter(made, file.schema_arrow, compression="zstd") as writer:
        for batch in file.iter_batches():
            is_hidden = compute.is_in(batch.column("statement_id"), value_set=wanted)
            arrays = [
                compute.if_else(is_hidden, pyarrow.scalar(None, field.type), column)
                if field.name in columns
                else column
                for field, column in zip(batch.schema, batch.columns, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=file.schema_arrow))


def _package(original: IO[bytes], made: IO[bytes], _columns: Texts, _statements: Texts) -> None:
    """The description of the tables, without the hash and size of files that are others now."""
    package: dict[str, Any] = json.load(original)
    for resource in package["resources"]:
        if resource["name"] in JUDGED:
            resource.pop("hash", None)
            resource.pop("bytes", None)
    text = json.dumps(package, ensure_ascii=False, indent=2)
    made.write(f"{text}\n".encode())


Rewrite = Callable[[IO[bytes], IO[bytes], Texts, Texts], None]
_REWRITES: Mapping[str, Rewrite] = {
    "csv": _csv,
    "gz": _json_lines,
    "parquet": _parquet,
    "json": _package,
}
