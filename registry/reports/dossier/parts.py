"""The parts of a dossier in the order in which they are read."""

from typing import Any

from flask_babel import gettext as _

from registry.i18n import date_text, instant_text, number_text
from registry.reports.dossier.data import DossierData, DossierYear
from registry.reports.dossier.filed import write_answers, write_versions

QR_SIZE = 96


def write(paper: Any, data: DossierData) -> None:
    _cover(paper, data)
    _people(paper, data)
    for year in data["years"]:
        _year(paper, year)
    _files(paper, data)


def _cover(paper: Any, data: DossierData) -> None:
    paper.heading(_("Dossier of %(organisation)s", organisation=data["organisation"]), 1)
    paper.text(_("As the register holds it on %(day)s.", day=instant_text(data["as_of"])), "lead")
    years = ", ".join(str(year["year"]) for year in data["years"])
    facts = [
        (_("Organisation"), data["organisation"]),
        (_("SSM number"), data["ssm_number"]),
        (_("Reporting years"), years),
        (_("Verify it at"), data["address"]),
    ]
    paper.beside(paper.facts(facts, width=360), paper.qr_code(data["address"], QR_SIZE), QR_SIZE)
    paper.heading(_("What this is"))
    paper.text(_what_it_is())
    paper.heading(_("What this is not"))
    paper.text(_what_it_is_not())


def _what_it_is() -> str:
    return str(
        _(
            "A copy of the register's own records about these filings: what was declared, who "
            "prepared, approved and signed it and when, which files were filed, what the regulator "
            "asked and what was answered. Section 64 of the Anti-Trafficking in Persons and "
            "Anti-Smuggling of Migrants Act 2007 (Act 670) concerns the liability of directors and "
            "officers, and whether they exercised all such diligence as they ought to have "
            "exercised. A director may show with this dossier what was done and when."
        )
    )


def _what_it_is_not() -> str:
    return str(
        _(
            "It is neither legal advice nor a certificate of compliance. The register did not test "
            "whether what was declared is true, and a grade is worked out by rule from what was "
            "declared. Whether diligence was enough is for a court to say, on all the evidence; "
            "this dossier proves neither an offence nor the absence of one."
        )
    )


def _people(paper: Any, data: DossierData) -> None:
    if not data["people"]:
        return
    paper.heading(_("Who acted for the organisation on the register"))
    header = (_("Name"), _("Role"), _("Since"), _("Until"))
    paper.table(header, data["people"], widths=(40, 20, 20, 20))


def _year(paper: Any, year: DossierYear) -> None:
    paper.heading(_("Reporting year %(year)s", year=year["year"]))
    start, end = date_text(year["period_start"]), date_text(year["period_end"])
    paper.list_facts(
        [
            (_("Reference"), year["reference"]),
            (_("Financial year"), _("%(start)s to %(end)s", start=start, end=end)),
            (_("Due"), date_text(year["due_on"])),
            (_("Due before it was extended"), date_text(year["first_due_on"])),
            (_("On the public register"), year["status"]),
        ]
    )
    _requests(paper, year)
    write_versions(paper, year)
    _history(paper, year)
    _replies(paper, year)
    _letters(paper, year)
    write_answers(paper, year)


def _requests(paper: Any, year: DossierYear) -> None:
    if year["requests"]:
        paper.heading(_("Requests for a later deadline"), 3)
    for asked in year["requests"]:
        paper.text(
            _(
                "%(instant)s: %(name)s asked for %(wanted)s in place of %(due)s.",
                instant=instant_text(asked["at"]),
                name=asked["by"],
                wanted=date_text(asked["wanted_on"]),
                due=date_text(asked["due_on"]),
            )
        )
        paper.text(asked["reason"])
        paper.text(asked["decided"] or _("Not decided yet."))


def _history(paper: Any, year: DossierYear) -> None:
    if not year["history"]:
        return
    paper.heading(_("What was done, and by whom"), 3)
    for each in year["history"]:
        paper.text(f"{instant_text(each['at'])} · {each['title']} · {each['by']}", "outcome")
        if each["note"]:
            paper.text(each["note"])
        paper.points(*(f"{question}: {text}" for question, text in each["comments"]))


def _replies(paper: Any, year: DossierYear) -> None:
    if year["replies"]:
        paper.heading(_("Replies to the assessment"), 3)
    for at, name, text in year["replies"]:
        paper.text(f"{instant_text(at)} · {name}", "outcome")
        paper.text(text)


def _letters(paper: Any, year: DossierYear) -> None:
    if not year["letters"]:
        return
    paper.heading(_("Letters that the register wrote to the organisation"), 3)
    paper.text(_("Their full texts are in the file letters.txt of the year."), "small")
    rows = [
        (instant_text(letter["at"]), letter["to"], letter["subject"], letter["sha256"])
        for letter in year["letters"]
    ]
    header = (_("Written"), _("To"), _("Subject"), "SHA-256")
    paper.table(header, rows, widths=(16, 22, 32, 30))


def _files(paper: Any, data: DossierData) -> None:
    paper.heading(_("Every file of this dossier, with its SHA-256"))
    paper.text(
        _(
            "The files are attached to this document, or lie beside it in the archive. A file is "
            "unchanged if its SHA-256 is the one given here. The SHA-256 of declared.json is the "
            "fingerprint of its version."
        ),
        "small",
    )
    if not data["files"]:
        paper.text(_("No file was filed yet."))
        return
    rows = [
        (file["name"], file["about"], number_text(file["size"]), file["sha256"])
        for file in data["files"]
    ]
    header = (_("Name"), _("What it is"), _("Bytes"), "SHA-256")
    paper.table(header, rows, widths=(28, 22, 10, 40), numbers=(2,))
