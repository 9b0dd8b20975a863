"""Rows of a table as CSV, JSON Lines and Parquet; the same rows always give the same bytes."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from registry.open_data.codebook import Column, Table, Type
from registry.open_data.package import LICENCE
from registry.open_data.reading import Row
from registry.safe_csv import safe

FORMATS = ("csv", "jsonl.gz", "parquet")
BATCH = 5_000
"""Rows that are written at once: they are all that is held in memory."""

_ARROW = {
    Type.INTEGER: "int64",
    Type.NUMBER: "double",
    Type.STRING: "string",
    Type.BOOLEAN: "bool",
    Type.DATE: "date32",
}


class Writer(Protocol):
    def write(self, rows: Sequence[Row]) -> None: ...


def write_table(
    table: Table, rows: Iterable[Row], folder: Path, *, by_year: bool = False
) -> dict[str, int]:
    """Write ``<table>.csv``, ``.jsonl.gz`` and ``.parquet``; return how many rows each stem has.

    With ``by_year`` every row is also in ``<table>-<year>``, of the year in its column.
    """
    with ExitStack() as open_files:
        writers = {table.name: _writers(table, folder / table.name, open_files)}
        counts = Counter({table.name: 0})
        for batch in batches(rows):
            for stem, part in _parts(table.name, batch, by_year):
                if stem not in writers:
                    writers[stem] = _writers(table, folder / stem, open_files)
                counts[stem] += len(part)
                for writer in writers[stem]:
                    writer.write(part)
    return dict(counts)


def _writers(table: Table, base: Path, open_files: ExitStack) -> list[Writer]:
    return [
        Csv(table, Path(f"{base}.csv"), open_files),
        JsonLines(table, Path(f"{base}.jsonl.gz"), open_files),
        Parquet(table, Path(f"{base}.parquet"), open_files),
    ]


def _parts(name: str, batch: list[Row], by_year: bool) -> Iterator[tuple[str, list[Row]]]:
    """The rows for each file: all of them, and those of each year."""
    yield name, batch
    if by_year:
        years: dict[int, list[Row]] = {}
        for row in batch:
            years.setdefault(row["year"], []).append(row)
        yield from ((f"{name}-{year}", rows) for year, rows in years.items())


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


class Csv:
    """RFC 4180 in UTF-8; a text that a spreadsheet would run begins with an apostrophe."""

    def __init__(self, table: Table, path: Path, open_files: ExitStack) -> None:
        self.names = table.names
        text = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
        self.writer = csv.writer(text)
        self.writer.writerow(self.names)

    def write(self, rows: Sequence[Row]) -> None:
        self.writer.writerows([csv_cell(row[name]) for name in self.names] for row in rows)


def csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else plain(value)


class JsonLines:
    """One JSON object on each line, with every name; compressed."""

    def __init__(self, table: Table, path: Path, open_files: ExitStack) -> None:
        self.names = table.names
        raw = open_files.enter_context(path.open("wb"))
        packed = open_files.enter_context(
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6)
        )
        self.text = open_files.enter_context(TextIOWrapper(packed, encoding="utf-8"))

    def write(self, rows: Sequence[Row]) -> None:
        self.text.writelines(json_line(row, self.names) for row in rows)


def json_line(row: Row, names: Sequence[str]) -> str:
    shown = {name: json_value(row[name]) for name in names}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")) + "\n"


def json_value(value: Any) -> Any:
    """Numbers, texts and truth as they are; money and days as text."""
    return value if isinstance(value, bool | float) else plain(value)


def plain(value: Any) -> Any:
    """Days and instants in ISO 8601, truth in small letters, money with its two decimals."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


class Parquet:
    """Columns with their types; titles and descriptions in both languages are in the schema."""

    def __init__(self, table: Table, path: Path, open_files: ExitStack) -> None:
        import pyarrow
        from pyarrow import parquet

        self.arrow = pyarrow
        self.schema = pyarrow.schema(
            [
                pyarrow.field(each.name, self._type(each), metadata=_told(each))
                for each in table.columns
            ],
            metadata={**_texts(table.title, table.about), "licence": LICENCE["name"]},
        )
        self.writer = open_files.enter_context(
            parquet.ParquetWriter(path, self.schema, compression="zstd")
        )

    def _type(self, column: Column) -> Any:
        if column.type is Type.MONEY:
            return self.arrow.decimal128(18, 2)
        if column.type is Type.DATETIME:
            return self.arrow.timestamp("us", tz="UTC")
        return self.arrow.type_for_alias(_ARROW[column.type])

    def write(self, rows: Sequence[Row]) -> None:
        arrays = [
            self.arrow.array([row[field.name] for row in rows], type=field.type)
            for field in self.schema
        ]
        self.writer.write_batch(self.arrow.record_batch(arrays, schema=self.schema))


def _told(column: Column) -> dict[str, str]:
    unit = {"unit": column.unit} if column.unit else {}
    return {**_texts(column.title, column.about), **unit}


def _texts(title: Any, about: Any) -> dict[str, str]:
    return {
        **{f"title_{lang}": text for lang, text in title.items()},
        **{f"description_{lang}": text for lang, text in about.items()},
    }
