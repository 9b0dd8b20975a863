"""The data of a receipt and of a statement, judged by the real rules, and a reader of PDFs."""

from datetime import UTC, date, datetime
from typing import Any

import pypdfium2

from registry.models import PublicStatus
from registry.reports.receipt import ReceiptData, ReceiptFile, ReceiptSignature
from registry.reports.statement import (
    AnsweredPage,
    AnsweredTable,
    CorridorLine,
    FeeLine,
    PublicReply,
    StatementData,
)
from registry.scoring import assess, load_catalogue
from tests import factories

FOOT, HEAD = 50, 765
"""Between these heights lies what flows from page to page, in points."""
PUBLISHED = datetime(2026, 5, 20, 2, 30, tzinfo=UTC)


def a_signature(**values: Any) -> ReceiptSignature:
    signature = ReceiptSignature(
        post="Chairman of the board",
        second_factor="totp",
        tier="",
        declaration="I am authorised to sign for the organisation.",
        sign_offs=[("Daniel Lim", ["The reporting period", "Governance"])],
        sha256="5a6b" * 16,
    )
    return signature | values  # type: ignore[return-value]


def a_receipt(**values: Any) -> ReceiptData:
    receipt = ReceiptData(
        organisation="Contoh Sawit & Getah Berhad",
        ssm_number="201901000005 (1312525-A)",
        reference="ATIP-2026-000123",
        version=2,
        year=2026,
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
        due_on=date(2026, 6, 30),
        submitted_at=datetime(2026, 6, 30, 15, 59, tzinfo=UTC),
        submitted_by="Siti Nurhaliza binti Tarudin",
        role="signatory",
        files=[
            ReceiptFile(filename="penyata.pdf", size=234567, pages=12, sha256="ab12" * 16),
            ReceiptFile(filename="audit <2025>.xlsx", size=4567, pages=None, sha256="cd34" * 16),
        ],
        sha256="0f1e" * 16,
        change_note="",
        address=f"https://register.example/en/verify?sha256={'0f1e' * 16}",
        signature=a_signature(),
        operator="Register operator",
        demonstration=False,
    )
    return receipt | values  # type: ignore[return-value]


def an_assessment(**fees: Any) -> dict[str, Any]:
    """What the rules say of a company whose workers paid for their medical examinations."""
    pages = factories.complete_answers()
    pages["fees"]["fees"] = fee_answers(**fees)
    pages["governance"].pop("gov_accountable_post")
    pages["passports"]["doc_passport_holder"] = "employer"
    flat: dict[str, Any] = {k: v for answers in pages.values() for k, v in answers.items()}
    flat |= {
        "filing_period_start": "2025-01-01",
        "filing_period_end": "2025-12-31",
        "filing_submitted_on": "2026-05-04",
        "filing_due_on": "2026-06-30",
        "filing_statement_doc": "ab12" * 16,
    }
    return assess(flat, on=date(2025, 12, 31), catalogue=load_catalogue()).as_dict()


def fee_answers(**cells: Any) -> list[dict[str, Any]]:
    paid = {"by_workers": "90000.00", "reimbursed_myr": "30000.00", "reimbursed_workers": 20}
    return [
        line
        for category in factories.CATEGORIES
        for line in factories.fee_lines(category, **(paid | cells if category == "MED" else {}))
    ]


def a_statement(**values: Any) -> StatementData:
    statement = StatementData(
        organisation="Contoh Sawit & Getah Berhad",
        ssm_number="201901000005 (1312525-A)",
        stock_code="5555",
        reference="ATIP-2026-000123",
        version=1,
        year=2026,
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
        due_on=date(2026, 6, 30),
        submitted_on=date(2026, 5, 4),
        published_at=PUBLISHED,
        status=PublicStatus.PUBLISHED_ON_TIME,
        note="Read with the audit of 2025.",
        change_note="",
        grade_public_on=date(2026, 6, 3),
        grade_is_public=True,
        grade_withdrawn_on=None,
        grade_withdrawn_reason=None,
        withdrawn_on=None,
        withdrawn_reason=None,
        assessment=an_assessment(),
        corridors=[
            CorridorLine(
                corridor="NPL-manufacturing",
                recruits=50,
                worker_paid_sen=9_000_000,
                reimbursed_sen=3_000_000,
                gross_months="1.0588",
                net_months="0.7059",
            ),
            CorridorLine(
                corridor="BGD-plantation",
                recruits=None,
                worker_paid_sen=None,
                reimbursed_sen=None,
                gross_months=None,
                net_months=None,
            ),
        ],
        fee_lines=[a_fee_line(row) for row in fee_answers()],
        answers=[
            AnsweredPage(
                title="Housing",
                answers=[("Do you or your contractors house workers?", "Yes")],
                tables=[
                    AnsweredTable(
                        question="Sites",
                        rows=[[("Site", str(number)), ("State", "")] for number in range(1, 43)],
                    )
                ],
            ),
            AnsweredPage(title="Policy", answers=[("Who is bound?", "")], tables=[]),
        ],
        replies=[PublicReply(at="2026-05-29T03:00:00+00:00", text="We repay <all> by June.")],
        sha256="0f1e" * 16,
        document_sha256="ab12" * 16,
        address="https://register.example/en/organisations/12/2026",
        operator="Register operator",
        demonstration=True,
    )
    return statement | values  # type: ignore[return-value]


def a_fee_line(row: dict[str, Any]) -> FeeLine:
    return FeeLine(
        corridor=row["corridor"],
        category=row["category"],
        payer=row["payer"],
        amount_sen=int(float(row["amount_myr"]) * 100),
        workers=row["workers"],
        source=row["source"],
        reimbursed_sen=int(float(row["reimbursed_myr"]) * 100),
        reimbursed_workers=row["reimbursed_workers"],
        suppressed=False,
    )


def text_of(pdf: bytes) -> str:
    """The words of all pages with single spaces: what flows over them, then page by page."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage() for page in document]
    flowing = [page.get_text_bounded(bottom=FOOT, top=HEAD) for page in pages]
    whole = [page.get_text_bounded() for page in pages]
    document.close()
    return " ".join(" ".join(flowing + whole).replace("\ufffe", "-").split())
