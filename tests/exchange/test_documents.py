"""The documents of other reporting regimes: where every answer stands, and what is only near."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from docx import Document

from registry.exchange import Identity, bursa, joint_template
from registry.exchange.bursa.figures import figure
from registry.exchange.report import Source, questions
from registry.i18n import speaking
from registry.public_answers import public_answers
from registry.scoring.fields import FIELDS
from tests import factories as make
from tests.reports.documents import text_of as text_of_pdf


@pytest.fixture
def source(identity: Identity) -> Source:
    return Source(
        identity=identity,
        version=2,
        address="https://register.example/en/organisations/1",
        operator="Pejabat Contoh",
        demonstration=True,
        made_on=date(2026, 5, 4),
        is_public=False,
    )


def text_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_answer_stands_in_one_place_of_the_joint_template() -> None:
    laid = joint_template.template()["headings"]
    placed = [
        name for heading in laid for level in ("level_1", "level_2") for name in heading[level]
    ]
    assert sorted(placed) == sorted(n for n, each in FIELDS.items() if each.page != "facts")
    assert len(laid) == 7


@pytest.mark.parametrize(
    ("language", "first", "last", "not_asked"),
    [
        ("en", "1. Organisational structure and supply chains",
         "7. Additional relevant information", "Not asked by this register"),
        ("ms", "1. Struktur organisasi dan rantaian bekalan",
         "7. Maklumat lain yang berkaitan", ""),
    ],
)  # fmt: skip
def test_the_joint_template_has_its_seven_headings_in_order(
    source: Source, language: str, first: str, last: str, not_asked: str
) -> None:
    text = text_of(joint_template.docx(make.complete_answers(), source, language))
    assert text.index(first) < text.index(last)
    assert not_asked in text
    assert "ATIP-2026-0000018" in text


def test_every_question_is_in_the_document_once(source: Source) -> None:
    with speaking("en"):
        text = text_of(joint_template.docx(make.complete_answers(), source, "en"))
        labels = [str(question.label) for _page, question in questions().values()]
    missing = [label for label in labels if label not in text]
    assert missing == []


def test_the_pdf_says_the_same(source: Source) -> None:
    data = joint_template.pdf(make.complete_answers(), source, "en")
    assert "7. Additional relevant information" in text_of_pdf(data)


def test_an_answer_that_looks_like_a_formula_or_a_tag_stays_text(source: Source) -> None:
    filing = {"governance": {"gov_accountable_post": "=1+1 <b>&amp; \ufffe\x85"}}
    for write in (joint_template.docx, bursa.docx, bursa.xlsx, bursa.pdf, joint_template.pdf):
        assert write(filing, source, "en")
    assert "=1+1 <b>&amp; " in text_of(joint_template.docx(filing, source, "en"))


@pytest.mark.parametrize("language", ["en", "ms"])
def test_nothing_in_the_annex_is_called_the_same(source: Source, language: str) -> None:
    rows = [row for matter in bursa.annex()["matters"] for row in matter["rows"]]
    assert {row["match"] for row in rows} == {"near", "none", "own"}
    data = bursa.xlsx(make.complete_answers(), source, language)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert len(cells) > 100
    caution = {"en": "Not verified", "ms": "Tidak disahkan"}[language]
    assert any(str(cell.value).startswith(caution) for cell in cells)
    assert caution in text_of(bursa.docx(make.complete_answers(), source, language))


def test_the_figures_are_those_of_the_filing() -> None:
    filing = make.complete_answers() | {
        "workforce": {
            "workforce": [
                {"sex": "female", "contract": "direct", "headcount": 30},
                {"sex": "male", "contract": "direct", "headcount": 70},
                {"sex": "male", "contract": "outsourced", "headcount": 25},
            ]
        },
        "fees": {
            "fees": [
                {"payer": "worker", "amount_myr": "1500.50", "reimbursed_myr": "500.00"},
                {"payer": "worker", "amount_myr": "99.50"},
                {"payer": "employer", "amount_myr": "9999.00"},
            ]
        },
    }
    with speaking("en"):
        assert figure("share_of_women", filing) == "30% (30 of 100)"
        assert figure("share_outsourced", filing) == "20% (25 of 125)"
        assert figure("worker_paid", filing) == "RM1,600.00"
        assert figure("repaid", filing) == "RM500.00"
        assert figure("findings_counted", filing) == "0"
        assert figure("people_trained", filing).startswith("Personnel staff: 10 of 10")
        assert figure("suppliers_assessed", filing) == "60% (6 of 10)"
        assert figure("grv_cases_received", filing) == "26"


def test_blank_and_unknown_answers_give_no_figure() -> None:
    unknown = {"monitoring": {"mon_sites_total": "do_not_know", "mon_sites_audited": 3}}
    names = [row["figure"] for matter in bursa.annex()["matters"] for row in matter["rows"]]
    with speaking("en"):
        assert [figure(name, {}) for name in names] == [""] * len(names)
        assert figure("sites_checked", unknown) == "Not shown or not known"


def test_public_answers_give_no_small_number_away(source: Source) -> None:
    filing: dict[str, dict[str, Any]] = make.complete_answers() | {
        "workforce": {
            "workforce": [
                {"nationality": "NPL", "sex": "female", "contract": "direct", "headcount": 3},
                {"nationality": "NPL", "sex": "male", "contract": "direct", "headcount": 70},
            ]
        }
    }
    with speaking("en"):
        assert figure("share_of_women", public_answers(filing)) == "Not shown or not known"
