"""The receipt of a filed version: made, stored and sent in the transaction that files it."""

import io
from collections.abc import Iterable
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l

from registry import answers_shown, identifiers, notices, storage
from registry.i18n import speaking
from registry.models import FilerRole, FilingVersion, User
from registry.notices import Attachment
from registry.reports.receipt import ReceiptData, ReceiptFile, ReceiptSignature, receipt_pdf

PDF = "application/pdf"
TIERS = {
    "none": _l("accepted by the regulator or a signatory, not confirmed further"),
    "domain": _l("a person with a mail address at the organisation's own domain"),
    "secretary": _l("a person whom the company secretary confirmed"),
    "attested": _l("an attested signatory"),
}
"""How surely the register knew the signatory, by the names of ``registry.assurance.Tier``."""


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
        address=notices.address("public.verify", language=language, sha256=version.sha256),
        signature=_signature(version),
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
    )


def _signature(version: FilingVersion) -> ReceiptSignature:
    """The record of the signature in the signatory's language."""
    signature = version.signature
    if signature is None:
        raise LookupError(f"version {version.number} of {version.filing.reference} is not signed")
    with speaking(version.submitted_by.language):
        titles = {page.name: str(page.title) for page in answers_shown.pages()}
        tier = str(TIERS.get(signature.tier or "", ""))
    approved: dict[str, list[str]] = {}
    for each in signature.sign_offs:
        approved.setdefault(each["name"], []).append(titles[each["page"]])
    return ReceiptSignature(
        post=signature.post,
        second_factor=signature.second_factor,
        tier=tier,
        declaration=signature.declaration,
        sign_offs=list(approved.items()),
        sha256=signature.sha256,
    )


def _file(document: dict[str, Any]) -> ReceiptFile:
    return ReceiptFile(
        filename=document["filename"],
        size=document["size"],
        pages=document["pages"],
        sha256=document["sha256"],
    )
