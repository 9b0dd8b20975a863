"""What describes the files: a data package, data.gov.my's metadata, and the codebook as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from registry.clock import KUALA_LUMPUR
from registry.open_data.codebook import Column, Table, Type, tables
from registry.open_data.texts import CAVEAT, DESCRIPTION, METHODOLOGY, PUBLICATION, TITLE
from registry.open_data.words import OPEN_LISTS, labels

Plain = dict[str, Any]

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
EVERY = timedelta(days=1)
"""How often the files are made anew."""

_FRICTIONLESS = {Type.MONEY: "number"}
_GOVERNMENT = {
    "en": {
        Type.INTEGER: "Integer", Type.NUMBER: "Float", Type.MONEY: "Float", Type.STRING: "String",
        Type.BOOLEAN: "Boolean", Type.DATE: "Date", Type.DATETIME: "Datetime",
    },
    "ms": {
        Type.INTEGER: "Integer", Type.NUMBER: "Perpuluhan", Type.MONEY: "Perpuluhan",
        Type.STRING: "Rentetan", Type.BOOLEAN: "Boolean", Type.DATE: "Tarikh",
        Type.DATETIME: "Tarikh dan masa",
    },
}  # fmt: skip
"""How data.gov.my names the type at the beginning of a field's description."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What the descriptions say of one edition."""

    public_url: str
    operator: str
    made_at: datetime
    as_of: date
    years: Sequence[int]

    def address(self, name: str) -> str:
        return f"{self.public_url}/en/data/{name}"


def data_package(about: About, files: Mapping[str, Mapping[str, Any]]) -> Plain:
    """A Frictionless data package of the CSV files; ``files`` are those written, by name."""
    return {
        "profile": "data-package",
        "name": "atip-register",
        "id": about.address("datapackage.json"),
        "title": TITLE["en"],
        "title_ms": TITLE["ms"],
        "description": DESCRIPTION["en"],
        "description_ms": DESCRIPTION["ms"],
        "homepage": f"{about.public_url}/en/data",
        "version": about.as_of.isoformat(),
        "created": about.made_at.isoformat(),
        "keywords": ["forced labour", "human trafficking", "recruitment fees", "Malaysia"],
        "licenses": [LICENCE],
        "sources": [{"title": about.operator, "path": about.public_url}],
        "contributors": [{"title": about.operator, "role": "publisher"}],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables().values()],
    }


def _resource(table: Table, file: Mapping[str, Any]) -> Plain:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": file["name"],
        "title": table.title["en"],
        "title_ms": table.title["ms"],
        "description": table.about["en"],
        "description_ms": table.about["ms"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> Plain:
    keys = [] if table.name == "organisations" else ["organisation_id"]
    keys += ["statement_id"] if "statement_id" in table.names and table.name != "statements" else []
    return {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        "foreignKeys": [
            {
                "fields": [key],
                "reference": {"resource": f"{key.removesuffix('_id')}s", "fields": [key]},
            }
            for key in keys
            if key in table.names
        ],
    }


def _field(column: Column, table: Table) -> Plain:
    constraints: Plain = {"required": True} if column.name in table.key else {}
    if column.values and column.values not in OPEN_LISTS:
        constraints["enum"] = list(labels(column.values, "en"))
    return {
        "name": column.name,
        "type": _FRICTIONLESS.get(column.type, str(column.type)),
        "title": column.title["en"],
        "title_ms": column.title["ms"],
        "description": column.about["en"],
        "description_ms": column.about["ms"],
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def government_metadata(table: Table, about: About) -> Plain:
    """One table as data.gov.my describes a dataset of its catalogue."""
    next_update = datetime.combine(about.as_of + EVERY, time(1))
    return {
        **_both("title", table.title),
        **_both("description", table.about),
        "data_as_of": f"{about.as_of.isoformat()} 23:59",
        "last_updated": f"{about.made_at.astimezone(KUALA_LUMPUR):%Y-%m-%d %H:%M}",
        "next_update": f"{next_update:%Y-%m-%d %H:%M}",
        **_both("methodology", METHODOLOGY),
        **_both("caveat", CAVEAT),
        **_both("publication", PUBLICATION),
        "link_parquet": about.address(f"{table.name}.parquet"),
        "link_csv": about.address(f"{table.name}.csv"),
        "link_preview": about.address(f"{table.name}.parquet"),
        "frequency": "DAILY",
        "geography": ["NATIONAL", "STATE"] if "state" in table.names else ["NATIONAL"],
        "demography": [],
        "dataset_begin": min(about.years, default=None),
        "dataset_end": max(about.years, default=None),
        "data_source": [about.operator],
        "licence": LICENCE["name"],
        "fields": [_government_field(column) for column in table.columns],
        **{f"translations_{lang}": _translations(table, lang) for lang in ("en", "ms")},
    }


def _government_field(column: Column) -> Plain:
    return {
        "name": column.name,
        **_both("title", column.title),
        **{
            f"description_{lang}": f"[{_GOVERNMENT[lang][column.type]}] {column.about[lang]}"
            for lang in ("en", "ms")
        },
    }


def _translations(table: Table, lang: str) -> dict[str, str]:
    """The words of its columns and of their values."""
    found = {column.name: column.title[lang] for column in table.columns}
    for column in table.columns:
        if column.values:
            found |= labels(column.values, lang)
    return found


CODEBOOK_COLUMNS = (
    *("table", "column", "type", "unit", "title_en", "title_ms", "description_en"),
    *("description_ms", "value", "value_en", "value_ms"),
)


def codebook_rows() -> Iterator[dict[str, str]]:
    """A row for each column, followed by one for each value that it takes."""
    for table in tables().values():
        for column in table.columns:
            place = {"table": table.name, "column": column.name}
            yield {
                **dict.fromkeys(CODEBOOK_COLUMNS, ""),
                **place,
                "type": str(column.type),
                "unit": column.unit,
                **_both("title", column.title),
                **_both("description", column.about),
            }
            if column.values:
                yield from _values(column, place)


def _values(column: Column, place: Mapping[str, str]) -> Iterator[dict[str, str]]:
    in_malay = labels(column.values, "ms")
    for value, label in labels(column.values, "en").items():
        said = {"value": value, "value_en": label, "value_ms": in_malay[value]}
        yield {**dict.fromkeys(CODEBOOK_COLUMNS, ""), **place, **said}


def _both(name: str, text: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{lang}": text[lang] for lang in ("en", "ms")}
