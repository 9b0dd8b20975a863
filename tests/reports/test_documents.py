"""Receipts and statements as PDFs: complete, in both languages, readable by people and machines."""

import io
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase.ttfonts import TTFont

from registry.i18n import WORD_JOINER, speaking
from registry.reports import look
from registry.reports.receipt import receipt_pdf
from registry.reports.statement import statement_pdf
from registry.wording import OUTCOMES
from tests.reports.documents import a_receipt, a_statement, an_assessment, text_of

Made = Callable[[str], bytes]


@pytest.fixture(params=["receipt", "statement"])
def made(request: pytest.FixtureRequest) -> Made:
    """Make one of the documents in a language."""
    if request.param == "receipt":
        return lambda language: receipt_pdf(a_receipt(), language)
    return lambda language: statement_pdf(a_statement(), language)


def test_a_receipt_says_all_on_one_page() -> None:
    pdf = receipt_pdf(a_receipt(), "en")
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    text = text_of(pdf)
    for words in (
        "Contoh Sawit & Getah Berhad",
        "201901000005 (1312525-A)",
        "ATIP-2026-000123",
        "1 Jan 2025 to 31 Dec 2025",
        "30 Jun 2026, 23:59",
        "Siti Nurhaliza binti Tarudin (Signatory)",
        "audit <2025>.xlsx",
        "234,567",
        "0f1e" * 16,
        "Chairman of the board",
        "a code of the second factor",
        "I am authorised to sign",
        "The reporting period, Governance",
        "5a6b" * 16,
        "https://register.example/en/verify",
        "Page 1 of 1",
    ):
        assert words in text
    assert "fictional" not in text


def test_a_receipt_with_many_files_keeps_them_all() -> None:
    file = a_receipt()["files"][0]
    files = [file | {"filename": f"evidence {n}.pdf"} for n in range(60)]
    text = text_of(receipt_pdf(a_receipt(files=files), "en"))
    assert all(f"evidence {n}.pdf" in text for n in range(60))
    assert "Page 4 of 4" in text


def test_a_receipt_without_files_says_so() -> None:
    assert "No file was filed" in text_of(receipt_pdf(a_receipt(files=[]), "en"))


def test_a_statement_tells_grade_gates_figures_findings_and_replies() -> None:
    data = a_statement()
    text = text_of(statement_pdf(data, "en"))
    assessment = data["assessment"]
    assert f"Grade {assessment['grade']}:" in text
    assert assessment["gates"]
    for gate in assessment["gates"]:
        assert gate["why"]["en"] in text
        assert gate["lift"]["en"] in text
    for finding in assessment["findings"]:
        assert f"{finding['criterion']} {finding['title']['en']}" in text
        assert finding["sentence"]["en"] in text
        assert finding["rule"]["en"] in text
        assert all(citation["section"] in text for citation in finding["citations"])
    for words in (
        "Workers paid RM90,000.00 to get their jobs; RM30,000.00 was repaid",
        "Nepal · Manufacturing",
        "fewer than 5",
        "Medical examinations and vaccinations",
        "We repay <all> by June.",
        assessment["catalogue"]["version"],
        "0f1e" * 16,
        "Demonstration",
    ):
        assert words in text


def test_a_statement_gives_the_answers_and_of_a_long_table_the_beginning() -> None:
    text = text_of(statement_pdf(a_statement(), "en"))
    assert "Do you or your contractors house workers? Yes" in text
    assert "40. Site: 40" in text
    assert "41. Site: 41" not in text
    assert "2 more rows are on the statement’s page." in text
    assert "Who is bound? Not answered" in text


def test_a_statement_in_malay_is_malay() -> None:
    data = a_statement()
    text = text_of(statement_pdf(data, "ms"))
    for finding in data["assessment"]["findings"]:
        assert finding["sentence"]["ms"] in text
        assert finding["rule"]["ms"] in text
    assert "20 Mei 2026, 10:30" in text
    assert "Pemeriksaan perubatan dan vaksinasi" in text


def test_a_receipt_in_malay_has_no_sign_that_its_fonts_lack() -> None:
    text = text_of(receipt_pdf(a_receipt(), "ms"))
    assert "melalui e-mel" in text
    assert WORD_JOINER not in text


def test_before_the_right_of_reply_ends_no_grade_is_written() -> None:
    data = a_statement(grade_is_public=False, replies=[])
    text = text_of(statement_pdf(data, "en"))
    assert "become public on 3 Jun 2026" in text
    assert f"Grade {data['assessment']['grade']}" not in text
    assert "Held at" not in text
    assert data["assessment"]["findings"][0]["sentence"]["en"] not in text


def test_a_statement_that_is_not_scored_and_says_nothing_is_still_a_document() -> None:
    assessment = an_assessment()
    assessment |= {"grade": None, "score": None, "band": None, "gates": [], "findings": []}
    assessment["themes"] = [theme | {"score": None} for theme in assessment["themes"]]
    assessment["metrics"] |= {"worker_paid": None, "reimbursed": None}
    data = a_statement(assessment=assessment, corridors=[], fee_lines=[], document_sha256=None)
    text = text_of(statement_pdf(data, "en"))
    for words in ("not scored", "gives no total of what workers paid", "has no fee table"):
        assert words in text


def test_suppressed_lines_show_no_number() -> None:
    line = a_statement()["fee_lines"][0] | {
        "amount_sen": None,
        "workers": None,
        "reimbursed_sen": None,
        "reimbursed_workers": None,
        "suppressed": True,
    }
    text = text_of(statement_pdf(a_statement(fee_lines=[line]), "en"))
    assert "fewer than 5 fewer than 5" in text


def test_the_same_data_gives_the_same_bytes(made: Made) -> None:
    assert made("en") == made("en")
    assert made("en") != made("ms")


@pytest.mark.parametrize("language", ["en", "ms"])
def test_a_document_can_be_read_aloud(made: Made, language: str) -> None:
    with pikepdf.open(io.BytesIO(made(language))) as pdf:
        root: Any = pdf.Root
        assert str(root.Lang) == f"{language}-MY"
        assert bool(root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"])
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"]
        tags = list(walk(root.StructTreeRoot.K))
    names = [str(tag.S) for tag in tags]
    assert names[:1] == ["/Document"]
    assert names.count("/H1") == 1
    assert {"/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(names)
    assert all("/Alt" in tag for tag in tags if str(tag.S) == "/Figure")


def walk(node: Any) -> Any:
    yield node
    if isinstance(node.K, pikepdf.Array):
        for child in node.K:
            yield from walk(child)


def test_every_font_is_embedded(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made("en"))) as pdf:
        fonts = [obj for obj in pdf.objects if is_a(obj, "/FontDescriptor")]
        assert len(fonts) == 3
        assert all("/FontFile2" in font for font in fonts)


def is_a(obj: Any, kind: str) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == kind


def test_the_fonts_have_every_letter_of_our_words() -> None:
    look.register_fonts()
    needed = "abcdefghijklmnopqrstuvwxyzÀÉéñüş–—’“”·→•©…×%0123456789RM,.<>&"
    for name in (look.BODY, look.BOLD):
        known = TTFont(name, look.FONTS / f"{name}.ttf").face.charToGlyph
        assert not [letter for letter in needed if ord(letter) not in known]


def test_outcomes_are_in_words() -> None:
    with speaking("en"):
        text = text_of(statement_pdf(a_statement(), "en"))
        assert f": {OUTCOMES['met']}" in text
    assert "not_met" not in text


def test_a_started_application_has_loaded_no_library_of_documents() -> None:
    """Web processes start small; the libraries come with the first document."""
    code = (
        "import sys, registry.reports.receipt, registry.reports.statement, registry.uploads, "
        "registry.reports.fee_template, registry.reports.year, registry.storage; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'reportlab', 'pikepdf', 'pypdfium2', 'openpyxl', 'pandas', 'numpy', 'PIL', 'boto3'}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("words", ["word " * 800, "\n" * 3900 + "end", "x" * 4000])
def test_a_note_may_be_as_long_as_its_form_takes(words):
    assert statement_pdf(a_statement(note=words, change_note=words), "en")
    assert receipt_pdf(a_receipt(change_note=words), "ms")
