"""What pages say of themselves to search engines and catalogues: schema.org as JSON-LD."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, url_for

from registry.i18n import language
from registry.models import DataEdition, Organisation, RegisterEntry, Statement
from registry.open_data import edition
from registry.open_data.codebook import tables
from registry.open_data.formats import FORMATS
from registry.open_data.package import LICENCE
from registry.open_data.texts import DESCRIPTION, TITLE

Linked = dict[str, Any]

CONTEXT = "https://schema.org"


def organisation(found: Organisation) -> Linked:
    """An organisation with its identifiers; its ``@id`` never changes."""
    return {
        "@context": CONTEXT,
        "@type": "Organization",
        "@id": _permanent("organisation", found.id),
        "name": found.name,
        "alternateName": [alias.name for alias in found.aliases],
        "identifier": [_identifier(*each) for each in _numbers(found) if each[1]],
        **({"leiCode": found.lei} if found.lei else {}),
        **({"sameAs": found.homepage} if found.homepage else {}),
        "url": _address("public.organisation", organisation_id=found.id),
    }


def statement(found: Statement, entry: RegisterEntry) -> Linked:
    """A published version of a statement as a report of its organisation."""
    own = {"organisation_id": found.organisation_id, "year": found.year}
    owner = entry.organisation
    return {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": _permanent("statement", found.id),
        "name": f"{owner.name}, {found.year}",
        "identifier": found.reference,
        "version": str(found.version),
        "datePublished": found.published_at.isoformat(),
        "temporalCoverage": f"{found.period_start}/{found.period_end}",
        "inLanguage": ["en", "ms"],
        "author": {
            "@type": "Organization",
            "@id": _permanent("organisation", found.organisation_id),
            "name": owner.name,
        },
        "publisher": _publisher(),
        "url": _address("public.version", version=found.version, **own),
    }


def catalogue(made: DataEdition | None) -> Linked:
    """The open data as a catalogue with one dataset for each table."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": _address("public.data"),
        "name": TITLE[language()],
        "description": DESCRIPTION[language()],
        "license": LICENCE["path"],
        "publisher": _publisher(),
        "dataset": [_dataset(name, made) for name in tables()],
    }


def _dataset(name: str, made: DataEdition | None) -> Linked:
    table = tables()[name]
    files = [edition.file_of(made, f"{name}.{kind}") for kind in FORMATS]
    return {
        "@type": "Dataset",
        "@id": f"{_address('public.data')}#{name}",
        "name": f"{table.title[language()]}: {TITLE[language()]}",
        "description": f"{table.about[language()]} {DESCRIPTION[language()]}",
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": _publisher(),
        "spatialCoverage": "Malaysia",
        **({"dateModified": made.made_at.isoformat()} if made else {}),
        "variableMeasured": [column.title[language()] for column in table.columns],
        "distribution": [_download(file) for file in files if file],
    }


def _download(file: Mapping[str, Any]) -> Linked:
    return {
        "@type": "DataDownload",
        "contentUrl": _address("public.data_file", name=file["name"]),
        "encodingFormat": edition.MEDIA_TYPES[file["name"].rpartition(".")[2]],
        "contentSize": str(file["bytes"]),
        "sha256": file["sha256"],
    }


def _numbers(found: Organisation) -> list[tuple[str, str | None]]:
    return [
        ("SSM", found.ssm_number),
        ("SSM (old)", found.ssm_old_number),
        ("Bursa Malaysia", found.stock_code),
        ("LEI", found.lei),
    ]


def _identifier(scheme: str, value: str | None) -> Linked:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _publisher() -> Linked:
    config = current_app.config
    return {"@type": "Organization", "name": config["OPERATOR"], "url": config["PUBLIC_URL"]}


def _permanent(kind: str, number: int) -> str:
    return f"{current_app.config['PUBLIC_URL']}/id/{kind}/{number}"


def _address(endpoint: str, **values: Any) -> str:
    return str(current_app.config["PUBLIC_URL"] + url_for(endpoint, lang="en", **values))
