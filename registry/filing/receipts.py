"""The receipt of a filed version: made, stored and sent in the transaction that files it."""

import io
from collections.abc import Iterable
from typing import Any

from flask import current_app

from registry import identifiers, notices, storage
from registry.models import FilerRole, FilingVersion, User
from registry.notices import Attachment
from registry.reports.receipt import ReceiptData, ReceiptFile, receipt_pdf

PDF = "application/pdf"


def store(version: FilingVersion) -> str:
    """Make and store the receipt in the signatory's language; return its SHA-256."""
    pdf = receipt_pdf(_data(version), version.submitted_by.language)
    return storage.put(io.BytesIO(pdf)).sha256


def send(version: FilingVersion, *, to: Iterable[User]) -> None:
    """Write each person a letter with the receipt."""
    for person in to:
        notices.write(
            "filing-received",
            to=person,
            language=person.language,
            attachments=[_attachment(version)],
            at=version.submitted_at,
            version=version,
        )


def filename(version: FilingVersion) -> str:
    return f"receipt-{version.filing.reference}-{version.number}.pdf"


def _attachment(version: FilingVersion) -> Attachment:
    return Attachment(
        sha256=version.receipt_sha256 or "", filename=filename(version), media_type=PDF
    )


def _data(version: FilingVersion) -> ReceiptData:
    filing, organisation = version.filing, version.filing.organisation
    language = version.submitted_by.language
    return ReceiptData(
        organisation=organisation.name,
        ssm_number=identifiers.shown(organisation.ssm_number, organisation.ssm_old_number),
        reference=filing.reference,
        version=version.number,
        year=filing.year,
        period_start=filing.period_start,
        period_end=filing.period_end,
        due_on=filing.due_on,
        submitted_at=version.submitted_at,
        submitted_by=version.submitted_by.name,
        role=FilerRole.SIGNATORY,
        files=[_file(document) for document in version.documents],
        sha256=version.sha256,
        change_note=version.change_note,
        address=notices.address(
            "public.organisation", language=language, organisation_id=organisation.id
        ),
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
    )


def _file(document: dict[str, Any]) -> ReceiptFile:
    return ReceiptFile(
        filename=document["filename"],
        size=document["size"],
        pages=document["pages"],
        sha256=document["sha256"],
    )
