"""Uploaded files are told by their bytes, read safely and stored, or refused with a remedy."""

import io
import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from pikepdf import Encryption, Name
from werkzeug.datastructures import FileStorage

from registry import storage, uploads
from registry.uploads import FileKind, Refused, apart, refusals
from tests.uploads import made

Check = Callable[..., uploads.Accepted]


@pytest.fixture
def check(app: Flask) -> Iterator[Check]:
    """Check bytes under a name, as a request would bring them."""

    def checked(data: bytes, name: str = "statement.pdf", **options: Any) -> uploads.Accepted:
        return uploads.check(FileStorage(io.BytesIO(data), filename=name), **options)

    with app.app_context():
        yield checked


def words(text: str) -> str:
    """A part of a message long enough to be no other's."""
    return str(refusals.REFUSALS[text])[:40]


def test_a_statement_is_read_and_stored(check: Check) -> None:
    data = made.pdf("Penyata komitmen", "Page two")
    accepted = check(data, kinds=uploads.STATEMENT)
    assert (accepted.pages, accepted.media_type) == (2, "application/pdf")
    assert "Penyata komitmen" in accepted.text
    assert "Page two" in accepted.text
    assert storage.size(accepted.sha256) == accepted.size == len(data)
    assert uploads.check_pdf(accepted.sha256) == uploads.PdfFacts(2, accepted.text)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (made.picture("PNG"), "photo.png", "image/png"),
        (made.picture("JPEG"), "photo.jpeg", "image/jpeg"),
        (made.workbook(), "fees.xlsx", uploads.kinds.MEDIA_TYPES[FileKind.XLSX]),
        (b"\xef\xbb\xbfcategory;amount\r\nMED;0\r\n", "fees.csv", "text/csv"),
        ("category\tYuran\n".encode("utf-16"), "fees.csv", "text/csv"),
    ],
)
def test_evidence_of_every_kind_is_taken(
    check: Check, data: bytes, name: str, media_type: str
) -> None:
    accepted = check(data, name)
    assert (accepted.media_type, accepted.pages, accepted.text) == (media_type, None, "")


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"", "statement.pdf", "empty"),
        (made.pdf(encryption=Encryption(user="1", owner="2")), "a.pdf", "encrypted"),
        (made.pdf(encryption=Encryption(user="", owner="2")), "a.pdf", "encrypted"),
        (b"%PDF-1.7\n" + b"\0" * 500, "a.pdf", "damaged"),
        (made.pdf()[:-300], "a.pdf", "damaged"),
        (made.pdf(*["page"] * 301), "a.pdf", "too_long"),
        (made.pdf_bomb(), "a.pdf", "too_heavy"),
        (made.picture("PNG", (9000, 9000)), "a.png", "too_heavy"),
        (made.picture("PNG")[:40], "a.png", "damaged"),
        (made.pdf() + made.archive(a=b"1"), "a.pdf", "two_kinds"),
        (made.picture("JPEG") + made.archive(a=b"1"), "a.jpg", "two_kinds"),
        (made.workbook(xl__vbaProject=b"1"), "fees.xlsx", "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "fees.xls", "locked"),
        (made.workbook(xl__media__zeros=b"\0" * 60_000_000), "fees.xlsx", "too_heavy"),
        (made.workbook(xl__styles=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "f.xlsx", "damaged"),
        (made.workbook()[:-30], "fees.xlsx", "damaged"),
        (b"a,b\0\n", "fees.csv", "not_text"),
        (b"<html><script>alert(1)</script>", "fees.csv", "not_text"),
    ],
)
def test_a_file_that_could_harm_is_refused_with_a_remedy(
    check: Check, data: bytes, name: str, word: str
) -> None:
    with pytest.raises(Refused) as refusal:
        check(data, name)
    assert str(refusal.value) == str(refusals.REFUSALS[word])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (made.opening_with(S=Name.JavaScript, JS="app.alert(1)"), "script"),
        (made.opening_with(S=Name("/Java#53cript"), JS="app.alert(1)"), "script"),
        (made.opening_with(S=Name.Launch, F="calc.exe"), "action"),
        (made.attaching, "attachment"),
    ],
)
def test_a_pdf_that_acts_by_itself_is_refused(check: Check, change: made.Change, word: str) -> None:
    with pytest.raises(Refused, match=words(word)):
        check(made.pdf(change=change))


def test_a_pdf_that_only_speaks_of_scripts_is_taken(check: Check) -> None:
    def change(opened: Any) -> None:
        opened.docinfo["/Title"] = "How /JavaScript (and /Launch) are refused"

    assert check(made.pdf(change=change)).pages == 1


def test_the_bytes_decide_and_not_the_name(check: Check) -> None:
    assert check(made.picture("PNG"), "photo.pdf").filename == "photo.png"
    with pytest.raises(Refused, match="Upload one of: PDF"):
        check(made.picture("PNG"), "statement.pdf", kinds=uploads.STATEMENT)
    with pytest.raises(Refused, match="PDF, PNG, JPEG, XLSX, CSV"):
        check(b"MZ\x90\x00 a program", "statement.pdf")
    with pytest.raises(Refused, match=words("no_workbook")):
        check(made.archive(readme=b"not a workbook"), "fees.xlsx")


def test_no_damage_to_a_workbook_breaks_the_check(check: Check) -> None:
    whole, chance = made.workbook(), random.Random(7)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 5, 20))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(Refused):
            check(bytes(damaged), "fees.xlsx")


def test_text_before_the_start_of_a_pdf_is_no_pdf(check: Check) -> None:
    with pytest.raises(Refused, match="Upload one of"):
        check(b"GIF89a;" + made.pdf())


def test_a_file_larger_than_the_limit_is_refused(check: Check, app: Flask) -> None:
    most = app.config["MAX_UPLOAD_MB"]
    with pytest.raises(Refused, match=f"larger than {most} MB"):
        check(b"%PDF-" + b"\0" * (most * 1024 * 1024))


def test_a_full_store_is_told_to_the_person(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(stream: Any) -> storage.Stored:
        raise storage.StorageFull("no room left")

    monkeypatch.setattr(storage, "put", full)
    with pytest.raises(Refused, match=words("full")):
        check(made.pdf())


def test_long_text_is_cut(check: Check) -> None:
    page = "\n".join(["x" * 200] * 150)
    assert len(check(made.pdf(*[page] * 20)).text) == 500_000


def test_reading_costs_the_processor_less_than_two_seconds(check: Check) -> None:
    begun = os.times()
    check(made.pdf())
    spent = os.times()
    assert 0 < spent.children_user - begun.children_user < 2


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\siti\Penyata 2026.PDF", "Penyata 2026.pdf"),
        ("statement.pdf.exe", "statement.pdf.exe.pdf"),
        ("statement\u202efdp.exe", "statement fdp.exe.pdf"),
        ("a\r\nSet-Cookie: b=c.pdf", "a Set-Cookie b=c.pdf"),
        ("声明 2026.pdf", "声明 2026.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
        ('<img src="x">.pdf', "img src= x.pdf"),
    ],
)
def test_names_are_kept_as_far_as_they_are_harmless(check: Check, given: str, kept: str) -> None:
    assert uploads.clean_name(given, FileKind.PDF) == kept


def test_every_word_of_the_readers_has_its_message() -> None:
    folder = Path(uploads.__file__).parent
    source = "".join((folder / name).read_text() for name in ("reading.py", "reading_tables.py"))
    said = set(re.findall(r'Refused\("(\w+)"', source))
    assert said <= refusals.REFUSALS.keys() | apart.PLACED.keys()


def test_refusals_speak_the_reader_s_language(check: Check) -> None:
    with force_locale("ms_MY"), pytest.raises(Refused) as refusal:
        check(b"")
    assert str(refusal.value)
