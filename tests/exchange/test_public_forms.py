"""Anybody may take a published statement in the form of another reporting regime."""

import io
from datetime import date
from typing import Any

import pytest
from docx import Document

from tests.client import Client
from tests.factories import complete_answers
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")

NAMES = (
    "joint-template.docx", "joint-template.pdf", "bursa-annex.xlsx", "bursa-annex.docx",
    "bursa-annex.pdf",
)  # fmt: skip


def address(statement: Any, name: str = "", lang: str = "en") -> str:
    own = f"/{lang}/organisations/{statement.organisation_id}/{statement.year}"
    return f"{own}/versions/{statement.version}/as/{name}" if name else own


def text_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_the_statement_page_offers_every_form(client: Client, lang: str) -> None:
    statement = a_statement()
    links = client.page(address(statement, lang=lang)).links.values()
    for name in NAMES:
        assert address(statement, name, lang) in links
        answer = client.get(address(statement, name, lang))
        assert answer.status_code == 200
        assert name in answer.headers["Content-Disposition"]


def test_small_numbers_stay_hidden(client: Client) -> None:
    answers = complete_answers()
    answers["passports"]["doc_passports_held"] = 3
    statement = a_statement(answers=answers)
    text = text_of(client.get(address(statement, "joint-template.docx")).data)
    assert "Not shown (small number)" in text
    assert "Version 1" in text
    annex = text_of(client.get(address(statement, "bursa-annex.docx")).data)
    assert "Not shown (small number)" in annex


def test_a_withdrawn_statement_says_so_first(client: Client) -> None:
    statement = a_statement()
    statement.withdrawn_on, statement.withdrawn_reason = date(2026, 6, 1), "A site was left out."
    for name in ("joint-template.docx", "bursa-annex.docx"):
        text = text_of(client.get(address(statement, name)).data)
        assert "withdrew this statement on 1 Jun 2026: A site was left out." in text


def test_a_form_or_a_version_that_does_not_exist_is_a_404(client: Client) -> None:
    statement = a_statement()
    assert client.get(address(statement, "filing.json")).status_code == 404
    other = address(statement, NAMES[0]).replace("/versions/1/", "/versions/7/")
    assert client.get(other).status_code == 404
