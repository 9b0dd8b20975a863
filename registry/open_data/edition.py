"""Editions: all bulk files of a day, made together, stored whole, and found by name."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from registry import storage
from registry.clock import day_of
from registry.extensions import ONLY_READS, db
from registry.models import DataEdition, RegisterEntry
from registry.open_data import changes
from registry.open_data.codebook import tables
from registry.open_data.files import write_tables
from registry.open_data.formats import FORMATS
from registry.open_data.package import (
    CODEBOOK_COLUMNS,
    About,
    codebook_rows,
    data_package,
    government_metadata,
)

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "gz": "application/gzip",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Register:
    """Who publishes the data, and where."""

    public_url: str
    operator: str


def current() -> DataEdition | None:
    """The newest edition; None before the first."""
    return db.session.scalar(select(DataEdition).order_by(DataEdition.id.desc()).limit(1))


def numbered(edition_id: int) -> DataEdition:
    return db.session.scalars(select(DataEdition).where(DataEdition.id == edition_id)).one()


def recent(limit: int = 30) -> list[DataEdition]:
    """The editions of the last days, newest first."""
    asked = select(DataEdition).order_by(DataEdition.id.desc()).limit(limit)
    return list(db.session.scalars(asked))


def file_of(edition: DataEdition | None, name: str) -> Mapping[str, Any] | None:
    """A file of an edition: name, sha256, bytes and rows; None where it has no such file."""
    files = edition.files if edition else []
    return next((file for file in files if file["name"] == name), None)


def write(register: Register, *, at: datetime) -> DataEdition:
    """Make and store the files; they count once the caller commits, all or none.

    All tables are read in one snapshot, so they agree with each other.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        event_id, rows = _write_files(folder, register, at)
        files = [_stored(folder / name, rows.get(name)) for name in sorted(rows)]
    made = DataEdition(made_at=at, as_of=day_of(at), event_id=event_id, files=files)
    db.session.add(made)
    db.session.flush()
    return made


def _write_files(
    folder: Path, register: Register, at: datetime
) -> tuple[int | None, dict[str, int | None]]:
    """Write every file of the register into a folder; return the newest event, and rows by name."""
    _read_one_snapshot()
    today = day_of(at)
    event_id = changes.newest() or None
    counts = write_tables(folder, today=today, public_url=register.public_url)
    years = _years()
    db.session.rollback()
    rows: dict[str, int | None] = {
        f"{stem}.{kind}": count for stem, count in counts.items() for kind in FORMATS
    }
    about = About(
        public_url=register.public_url,
        operator=register.operator,
        made_at=at,
        as_of=today,
        years=years,
    )
    return event_id, rows | dict.fromkeys(_describe(folder, about))


def _read_one_snapshot() -> None:
    db.session.rollback()
    options: dict[str, Any] = {ONLY_READS: True}
    if db.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    db.session.connection(execution_options=options)


def _years() -> list[int]:
    asked = select(RegisterEntry.year).distinct().order_by(RegisterEntry.year)
    return list(db.session.scalars(asked))


def _describe(folder: Path, about: About) -> list[str]:
    """Write the package, the metadata of each table and the codebook; return their names."""
    csv_files = {f"{name}.csv": _told(folder / f"{name}.csv") for name in tables()}
    described = {"datapackage.json": data_package(about, csv_files)} | {
        f"{name}.json": government_metadata(table, about) for name, table in tables().items()
    }
    for name, content in described.items():
        text = json.dumps(content, ensure_ascii=False, indent=2)
        (folder / name).write_text(text + "\n", "utf-8")
    (folder / "codebook.csv").write_text(codebook_csv(), "utf-8")
    return [*described, "codebook.csv"]


def codebook_csv() -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, CODEBOOK_COLUMNS)
    writer.writeheader()
    writer.writerows(codebook_rows())
    return text.getvalue()


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"name": path.name, "sha256": digest, "bytes": path.stat().st_size}


def _stored(path: Path, rows: int | None) -> dict[str, Any]:
    with path.open("rb") as stream:
        kept = storage.put(stream)
    return {"name": path.name, "sha256": kept.sha256, "bytes": kept.size, "rows": rows}
