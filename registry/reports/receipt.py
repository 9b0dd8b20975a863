"""The receipt of a filed version: one page that proves what was filed, when and by whom."""

from datetime import date, datetime
from typing import Any, TypedDict

from flask_babel import gettext as _

from registry.i18n import date_text, instant_text, number_text, speaking
from registry.wording import ROLES, SECOND_FACTORS

QR_SIZE = 108


class ReceiptFile(TypedDict):
    filename: str
    size: int
    pages: int | None
    sha256: str


class ReceiptSignature(TypedDict):
    """The record of the signature."""

    post: str
    second_factor: str
    """A word of ``registry.models.SecondFactor``."""
    tier: str
    """How well the register knew who files for the organisation, in words; empty if unknown."""
    declaration: str
    sign_offs: list[tuple[str, list[str]]]
    """Each approver with the titles of the pages that they signed off."""
    sha256: str


class ReceiptData(TypedDict):
    """All that stands on a receipt, as plain data."""

    organisation: str
    ssm_number: str
    reference: str
    version: int
    year: int
    period_start: date
    period_end: date
    due_on: date
    submitted_at: datetime
    submitted_by: str
    role: str
    """A word of ``registry.models.FilerRole``."""
    files: list[ReceiptFile]
    sha256: str
    change_note: str
    address: str
    """Where anybody checks the fingerprint; the QR code leads there."""
    signature: ReceiptSignature
    operator: str
    demonstration: bool


def receipt_pdf(data: ReceiptData, language: str) -> bytes:
    """The receipt in one language; the same data always gives the same bytes."""
    from registry.reports.paper import Paper

    with speaking(language):
        title = _(
            "Receipt %(reference)s, version %(version)s",
            reference=data["reference"],
            version=data["version"],
        )
        paper = Paper(
            title=title,
            language=language,
            operator=data["operator"],
            footer=title,
            demonstration=data["demonstration"],
        )
        _write(paper, data)
        return paper.pdf()


def _write(paper: Any, data: ReceiptData) -> None:
    paper.heading(_("Receipt"), 1)
    filed = _(
        "The statement of %(organisation)s for %(year)s was filed on %(instant)s (Malaysian time).",
        organisation=data["organisation"],
        year=data["year"],
        instant=instant_text(data["submitted_at"]),
    )
    paper.text(filed, "lead")
    paper.beside(
        paper.facts(_facts(data), width=350), paper.qr_code(data["address"], QR_SIZE), QR_SIZE
    )
    paper.note(_("What changed"), data["change_note"])
    _write_signature(paper, data)
    paper.heading(_("Files"))
    _write_files(paper, data["files"])
    paper.heading(_("Fingerprint of this version (SHA-256)"))
    paper.text(data["sha256"], "hash")
    paper.text(
        _(
            "The fingerprint is worked out from every answer and file of this version. If a single "
            "character changes, it changes too. Anybody can check it, or this file, at the address "
            "of the QR code: %(address)s",
            address=data["address"].partition("?")[0],
        ),
        "small",
    )
    paper.text(_("The record of the signature has this fingerprint in the public log:"), "small")
    paper.text(data["signature"]["sha256"], "hash")
    paper.heading(_("What happens next"))
    paper.points(*_next_steps())


def _write_signature(paper: Any, data: ReceiptData) -> None:
    signature = data["signature"]
    role = ROLES.get(data["role"], data["role"])
    factor = SECOND_FACTORS.get(signature["second_factor"], signature["second_factor"])
    paper.heading(_("Signature"))
    paper.list_facts(
        [
            (_("Signed and filed by"), f"{data['submitted_by']} ({role})"),
            (_("In the post of"), signature["post"]),
            (_("Proved by"), str(factor)),
            (_("Known to the register as"), signature["tier"]),
            (_("Declared"), signature["declaration"]),
            *(
                (_("Signed off by %(name)s", name=name), ", ".join(pages))
                for name, pages in signature["sign_offs"]
            ),
        ]
    )


def _facts(data: ReceiptData) -> list[tuple[str, str]]:
    start, end = date_text(data["period_start"]), date_text(data["period_end"])
    return [
        (_("Organisation"), data["organisation"]),
        (_("SSM number"), data["ssm_number"]),
        (_("Reference"), data["reference"]),
        (_("Version"), str(data["version"])),
        (_("Reporting year"), str(data["year"])),
        (_("Reporting period"), _("%(start)s to %(end)s", start=start, end=end)),
        (_("Due"), date_text(data["due_on"])),
    ]


def _write_files(paper: Any, files: list[ReceiptFile]) -> None:
    if not files:
        paper.text(_("No file was filed with the answers."))
        return
    rows = [
        (file["filename"], number_text(file["size"]), number_text(file["pages"]), file["sha256"])
        for file in files
    ]
    header = (_("Name"), _("Bytes"), _("Pages"), "SHA-256")
    paper.table(header, rows, widths=(30, 13, 9, 48), numbers=(1, 2))


def _next_steps() -> tuple[str, ...]:
    return (
        _("An officer reads the statement. You are told by mail when it is published or returned."),
        _(
            "After publication you have 14 days to reply to the assessment before the grade is "
            "public; the reply is shown beside it."
        ),
        _("To correct something later, file an amendment; this version stays on record."),
    )
