"""The commitment statement itself, what it leaves open, and what proves the answers."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from registry.forms.filing.choices import EVIDENCE_KINDS, UNKNOWN, YES_NO_UNKNOWN, choices
from registry.forms.filing.fields import (
    CheckboxesField,
    HiddenField,
    IntegerField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
    UrlField,
)
from registry.forms.filing.page import Answered, PageForm, RowForm, TableField
from registry.scoring.shapes import GENERAL_EVIDENCE


class ExplanationRow(RowForm):
    check = SelectField(
        _l("Which check"),
        [Answered(_l("Choose the check that you explain."))],
        choices=lambda form, field: form.checks(),
    )
    explanation = LongTextField(
        _l("Why the figures are right"),
        [Answered(_l("Say in a few sentences why the figures are right."))],
        description=_l("The public reads this. No names of workers."),
    )

    def checks(self) -> list[SelectChoice]:
        """Every check of consistency: what is explained once may need no explanation later."""
        return choices(self.facts.checks if self.facts and self.facts.checks else {})


class DisclosureForm(PageForm):
    title = _l("Limits, restrictions and assurance")
    lead = _l(
        "What the statement leaves open, what others decided about your goods, who checked it."
    )

    dis_limits_stated = RadioField(
        _l("Does the statement say what you could not find out or check?"),
        [Answered(_l("Say whether the statement names its limits."))],
        choices=YES_NO_UNKNOWN,
    )
    dis_restrictions_disclosed = RadioField(
        _l("Does the statement name every import ban or order against your goods, or say none?"),
        [Answered(_l("Say whether the statement names them."))],
        description=_l("For example a withhold release order of the United States."),
        choices=YES_NO_UNKNOWN,
    )
    dis_assurance = RadioField(
        _l("Who checked the statement before it was published?"),
        [Answered(_l("Choose who checked it."))],
        choices=choices(
            {
                "external": _l("An assurance provider outside the group"),
                "internal": _l("Our own internal audit"),
                "none": _l("Nobody"),
            },
            UNKNOWN,
        ),
    )
    explanations = TableField(
        ExplanationRow,
        _l("Explanations of unusual figures"),
        description=_l(
            "The check of your filing may ask about figures that are unlikely together. If they are"
            " right, say why; otherwise leave this blank."
        ),
        row_title=_l("Explanation"),
        add_text=_l("Add an explanation"),
    )


class StatementForm(PageForm):
    title = _l("The statement")
    lead = _l("The commitment statement as it was approved, and where the public can read it.")
    why = {
        "filing_languages": _l("Workers and buyers must be able to read it."),
    }

    file = FileField(_l("The statement as a PDF"))
    filing_languages = CheckboxesField(
        _l("In which languages is the statement published?"),
        [Answered(_l("Choose the languages of the statement."))],
        choices=choices({"ms": _l("Malay"), "en": _l("English")}),
    )
    filing_homepage_link = UrlField(
        _l("Where can it be read on your website?"),
        [Answered(_l("Enter the address of the statement, or of the page that links to it."))],
        description=_l("One click from your home page is best."),
        offers_unknown=True,
    )

    filing_archive_years = IntegerField(
        _l("Of how many earlier years can the statement still be read there?"),
        [Answered(_l("Enter the number of earlier years, or 0."))],
        description=_l("0 if this is your first statement."),
        offers_unknown=True,
    )

    def validate_file(self, field: Any) -> None:
        if self.facts and not self.facts.has_statement and not field.data:
            raise ValidationError(_l("Upload the statement as a PDF."))


class EvidenceRow(RowForm):
    document = HiddenField(_l("Document"))
    title = TextField(
        _l("What is it?"),
        [Answered(_l("Say what the file is."))],
        description=_l("For example: recruitment policy, 2025"),
    )
    criterion = SelectField(
        _l("What does it prove?"),
        [Answered(_l("Choose what the file proves."))],
        choices=lambda form, field: form.proven(),
    )
    kind = SelectField(
        _l("What kind of evidence?"),
        [Answered(_l("Choose the kind of evidence."))],
        choices=EVIDENCE_KINDS,
    )

    def proven(self) -> list[SelectChoice]:
        """Every criterion in force, after "the filing as a whole"."""
        titles = self.facts.criteria if self.facts and self.facts.criteria else {}
        return choices({GENERAL_EVIDENCE: _l("The filing as a whole"), **titles})


class EvidenceForm(PageForm):
    title = _l("Evidence")
    lead = _l("Files that prove your answers. They raise the confidence shown beside the grade.")

    file = FileField(_l("Add a file"))
    evidence = TableField(EvidenceRow, _l("Your files"), least_shown=0)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.facts and self.facts.documents is not None:
            self.match(self.facts.documents)

    def match(self, documents: Mapping[str, str]) -> None:
        """One row for each file of the filing, those not yet described last."""
        rows = self.evidence
        for entry in [e for e in rows.entries if e.document.data not in documents]:
            rows.pop_entry(rows.entries.index(entry))
        described = {entry.document.data for entry in rows.entries}
        for sha256 in documents:
            if sha256 not in described:
                rows.append_entry({"document": sha256})
