"""Small real PDF files: the commitment statements and the evidence of fictional organisations."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from werkzeug.datastructures import FileStorage

FICTION = (
    "This document is fictional. It was made to demonstrate the register; the organisation does "
    "not exist. / Dokumen ini rekaan semata-mata."
)


def statement(name: str, year: int, *, repaid: bool) -> FileStorage:
    """A commitment statement of two pages."""
    return _file(
        f"ATIP commitment statement {year}",
        f"{name.lower().replace(' ', '-')}-statement-{year}.pdf",
        [
            f"{name} issues this statement on trafficking in persons and forced labour in its "
            f"operations and supply chains. It covers the financial year reported in {year} and "
            "was approved by the board of directors.",
            "No worker shall pay for a job. We bear every recruitment fee and related cost, in the "
            "country of origin and in Malaysia; our agents and suppliers are bound to the same.",
            "Workers keep their own passports, receive a contract in their language before they "
            "leave home, and are free to end their employment with notice and without penalty."
            if not repaid
            else "During the year workers told us that they had paid fees in the country of "
            "origin. We published what they paid and repaid it, to those who had left as well.",
            "Workers may complain in their own language, without giving a name, to us or to the "
            "national hotline 03-8000 8000. We do not allow anyone to suffer for a complaint.",
        ],
    )


def interview_summary(name: str, year: int) -> FileStorage:
    """The evidence of what workers said to somebody independent."""
    return _file(
        f"Summary of worker interviews {year}",
        f"interviews-{year}.pdf",
        [
            f"Interviewers who work neither for {name} nor for its agents met workers in private, "
            "in their languages, within three months of arrival.",
            "They asked what was paid, to whom, and whether it was repaid. Only totals are kept.",
        ],
    )


def _file(title: str, filename: str, paragraphs: list[str]) -> FileStorage:
    styles = getSampleStyleSheet()
    buffer = io.BytesIO()
    story = [Paragraph(title, styles["Title"]), Paragraph(FICTION, styles["Italic"])]
    for text in paragraphs:
        story += [Spacer(1, 14), Paragraph(text, styles["BodyText"])]
    SimpleDocTemplate(buffer, pagesize=A4, title=title, invariant=1).build(story)
    buffer.seek(0)
    return FileStorage(buffer, filename=filename)
