"""What was filed: each version with its signature and files, and the newest answers in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.i18n import instant_text
from registry.reports.dossier.data import DossierYear, FiledVersion, SignedBy
from registry.reports.statement.data import AnsweredTable

MOST_ROWS = 60
"""Longer tables are whole in declared.json."""


def write_versions(paper: Any, year: DossierYear) -> None:
    if not year["versions"]:
        paper.text(_("Nothing was filed for this year so far."))
    for version in year["versions"]:
        _version(paper, version)


def _version(paper: Any, version: FiledVersion) -> None:
    paper.heading(_("Version %(number)s", number=version["number"]), 3)
    paper.list_facts(
        [
            (_("Filed"), instant_text(version["submitted_at"])),
            (_("Signed and filed by"), version["submitted_by"]),
            (_("What changed"), version["change_note"]),
            (_("Published"), instant_text(version["published_at"])),
            (_("Result"), version["grade"]),
            (_("Fingerprint (SHA-256)"), version["sha256"]),
            (_("SHA-256 of the receipt"), version["receipt_sha256"]),
        ]
    )
    if version["signature"]:
        _signature(paper, version["signature"])
    if version["files"]:
        rows = [(file["name"], file["about"], file["sha256"]) for file in version["files"]]
        paper.table((_("File"), _("What it is"), "SHA-256"), rows, widths=(34, 22, 44))


def _signature(paper: Any, signature: SignedBy) -> None:
    paper.text(
        _(
            "Signed by %(name)s, %(post)s, on %(instant)s, proved by: %(factor)s.",
            name=signature["name"],
            post=signature["post"],
            instant=instant_text(signature["at"]),
            factor=signature["second_factor"],
        )
    )
    paper.text(_("The declaration: %(text)s", text=signature["declaration"]), "small")
    paper.text(_("Record of the signature (SHA-256):"), "small")
    paper.text(signature["sha256"], "hash")
    if signature["sign_offs"]:
        rows = [(page, name, instant_text(at)) for page, name, at in signature["sign_offs"]]
        paper.table((_("Page"), _("Signed off by"), _("On")), rows, widths=(50, 28, 22))


def write_answers(paper: Any, year: DossierYear) -> None:
    if year["answers"]:
        paper.heading(_("What was answered in the newest version"), 3)
    for page in year["answers"]:
        paper.text(page["title"], "outcome")
        if page["answers"]:
            paper.list_facts(
                [(question, text or _("Not answered")) for question, text in page["answers"]]
            )
        for table in page["tables"]:
            _table(paper, table)


def _table(paper: Any, table: AnsweredTable) -> None:
    """Each row in one line of words: most tables have more columns than a page is wide."""
    paper.text(table["question"], "small")
    for number, row in enumerate(table["rows"][:MOST_ROWS], 1):
        cells = "; ".join(f"{label}: {text}" for label, text in row if text)
        paper.text(f"{number}. {cells}", "small")
    if (more := len(table["rows"]) - MOST_ROWS) > 0:
        words = ngettext(
            "%(num)s more row is in declared.json.", "%(num)s more rows are in declared.json.", more
        )
        paper.text(words, "small")
