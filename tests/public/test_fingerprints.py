"""From all that is public, nobody finds by trial what a small number was."""

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

from registry import ledger, storage
from registry.clock import today
from registry.dossier.enclosed import of_version
from registry.extensions import db
from registry.filing import signatures, versions
from registry.models import Filing, FilingStatus, FilingVersion, Statement
from registry.public_answers import SUPPRESSED
from tests import factories as make
from tests.open_data.bulk import write_bulk
from tests.uploads.made import pdf

SMALL = 3
"""Contracts that were replaced by worse ones, a count of people that is not published."""
GUESSES = range(1, 5)
HASH = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Seen:
    """What a stranger has gathered: all that is public, the statement's data and its document."""

    texts: list[str]
    statement: dict[str, Any]
    document: bytes

    @property
    def hashes(self) -> set[str]:
        return {found for text in self.texts for found in HASH.findall(text)}


@pytest.fixture
def publish(session):
    def published(salt: str | None) -> Statement:
        """Publish a filing in which one number is small and nothing else is withheld."""
        pages = make.complete_answers()
        del pages["housing"]
        pages["contracts"]["doc_substitution_cases"] = SMALL
        filing = make.a_filing(pages=pages, **({} if salt is None else {"salt": salt}))
        stored = storage.put(io.BytesIO(pdf("We pay what recruitment costs.")))
        make.a_document(
            filing,
            by=make.a_filer(filing.organisation),
            sha256=stored.sha256,
            size=stored.size,
            pages=1,
        )
        statement = make.published(filing, at=make.AT)
        session.commit()
        return statement

    return published


@pytest.fixture
def seen(client, tmp_path):
    def gathered(statement: Statement) -> Seen:
        """Pages, API, log and bulk files, read as anybody reads them."""
        page = f"/en/organisations/{statement.organisation_id}/{statement.year}"
        answers = [client.get(place) for place in _places(statement, page)]
        assert [a.request.path for a in answers if a.status_code != 200] == []
        write_bulk(tmp_path, today=today())
        files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
        read = [*(answer.data for answer in answers), *files]
        texts = [data.decode("utf-8", "ignore") for data in read]
        whole = client.get(f"/api/v1/statements/{statement.id}").json
        with client.get(f"{page}/versions/1/document.pdf") as document:
            return Seen(texts, whole, document.data)

    return gathered


def _places(statement: Statement, page: str) -> Iterator[str]:
    yield from (page, f"{page}/versions/1", "/en/log", "/en/register", "/api/v1/changes")
    yield from (f"/api/v1/statements/{statement.id}", "/api/v1/statements", "/api/v1/entries")
    yield "/api/v1/log/events"
    yield f"/api/v1/log/statements/{statement.reference}/1"


def found_by_trial(seen: Seen) -> list[int]:
    """The values with which some hash comes out that is public."""
    return [guess for guess in GUESSES if seen.hashes & set(_hashes(seen, guess))]


def _hashes(seen: Seen, guess: int) -> Iterator[str]:
    """Of the whole filing, and of its parts, as they would be with a guess."""
    answers = json.loads(
        json.dumps(seen.statement["answers"]).replace(f'"{SUPPRESSED}"', str(guess))
    )
    whole = _declared(seen, answers)
    yield from map(ledger.digest, (whole, answers, *answers.values()))
    yield from (ledger.digest({**whole, "salt": salt}) for salt in ("", None, "0" * 32))


def _declared(seen: Seen, answers: dict[str, Any]) -> dict[str, Any]:
    """The form that is hashed, which anybody can read in the register's code."""
    statement = seen.statement
    with pikepdf.open(io.BytesIO(seen.document)) as opened:
        pages = len(opened.pages)
    document = {
        "kind": "statement",
        "filename": "statement.pdf",
        "media_type": "application/pdf",
        "size": len(seen.document),
        "sha256": hashlib.sha256(seen.document).hexdigest(),
        "pages": pages,
    }
    return {
        "reference": statement["reference"],
        "version": statement["version"],
        "period_start": statement["period_start"],
        "period_end": statement["period_end"],
        "answers": answers,
        "documents": [document],
    }


def test_without_a_salt_the_small_number_is_found(publish, seen):
    assert found_by_trial(seen(publish(""))) == [SMALL]


def test_with_its_salt_nothing_is_found(publish, seen):
    assert found_by_trial(seen(publish(None))) == []


def test_the_salt_stands_nowhere_in_public(publish, seen):
    statement = publish(None)
    version = version_of(statement)
    public = seen(statement)
    assert version.sha256 in public.hashes
    assert len(version.salt) == 32
    assert not any(version.salt in text for text in public.texts)


def test_the_organisation_works_its_fingerprint_out_from_what_its_dossier_holds(publish):
    version = version_of(publish(None))
    declared, *_others = of_version(version.filing, version, versions.content)
    with declared.open() as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == version.sha256
    assert json.loads(content)["salt"] == version.salt


def test_the_next_version_has_a_salt_of_its_own(publish):
    version = version_of(publish(None))
    filing = version.filing
    filing.move_to(FilingStatus.DRAFT, by=version.submitted_by, at=make.AT)
    assert make.filed(filing, change_note="Once more").salt != version.salt


def test_the_record_of_the_signature_has_the_salt_too(publish):
    signature = version_of(publish(None)).signature
    unsalted = {k: v for k, v in signatures.content(signature).items() if k != "salt"}
    assert ledger.digest(unsalted) != signature.sha256


def version_of(statement: Statement) -> FilingVersion:
    return db.session.get_one(Filing, statement.filing_id).versions[0]
