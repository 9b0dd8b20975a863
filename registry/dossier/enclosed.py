"""The files of a dossier: those that were filed, and what the register wrote down beside them."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from flask_babel import gettext as _

from registry import ledger, storage
from registry.i18n import instant_text
from registry.models import Filing, FilingVersion, OutboxMessage
from registry.reports.dossier.data import IndexedFile

Declared = Callable[[Filing, FilingVersion], dict[str, Any]]
"""What the fingerprint of a version is taken of."""
JSON = "application/json"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of a dossier: stored under its hash, or short and at hand as ``content``."""

    name: str
    about: str
    media_type: str
    size: int
    sha256: str
    content: bytes | None = None

    def open(self) -> IO[bytes]:
        return storage.open(self.sha256) if self.content is None else io.BytesIO(self.content)

    def indexed(self) -> IndexedFile:
        return IndexedFile(name=self.name, about=self.about, size=self.size, sha256=self.sha256)


def of_version(filing: Filing, version: FilingVersion, declared: Declared) -> Iterator[Enclosure]:
    """What was declared, its files, the receipt and the assessment of one version."""
    folder = f"{filing.year}/version-{version.number}"
    content = ledger.canonical(declared(filing, version)).encode()
    yield _made(f"{folder}/declared.json", _("What was declared"), JSON, content)
    for number, document in enumerate(version.documents, 1):
        kind = _("Statement") if document["kind"] == "statement" else _("Evidence")
        yield Enclosure(
            name=f"{folder}/{number:02d}-{_safe(document['filename'])}",
            about=str(kind),
            media_type=document["media_type"],
            size=document["size"],
            sha256=document["sha256"],
        )
    if receipt := version.receipt_sha256:
        yield Enclosure(
            name=f"{folder}/receipt.pdf",
            about=str(_("Receipt")),
            media_type="application/pdf",
            size=storage.size(receipt),
            sha256=receipt,
        )
    if version.assessment:
        content = ledger.canonical(version.assessment).encode()
        yield _made(f"{folder}/assessment.json", _("Assessment"), JSON, content)


def of_letters(year: int, letters: Sequence[OutboxMessage]) -> Iterator[Enclosure]:
    """The letters of a year in full, one after the other."""
    if letters:
        text = "\n".join(_as_text(letter) for letter in letters)
        yield _made(f"{year}/letters.txt", _("Letters"), "text/plain", text.encode())


def _as_text(letter: OutboxMessage) -> str:
    heads = (
        _("Written: %(instant)s", instant=instant_text(letter.created_at)),
        _("To: %(address)s", address=letter.recipient),
        _("Subject: %(subject)s", subject=letter.subject),
    )
    return "\n".join((*heads, "", letter.body, "-" * 72, ""))


def _made(name: str, about: str, media_type: str, content: bytes) -> Enclosure:
    sha256 = hashlib.sha256(content).hexdigest()
    return Enclosure(name, str(about), media_type, len(content), sha256, content)


def _safe(filename: str) -> str:
    """A name without folders or odd signs, its ending kept."""
    plain = re.sub(r"[^\w.()-]+", "_", filename).strip("._") or "file"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending)]}{dot}{ending}" if stem else plain[:LONGEST_NAME]
