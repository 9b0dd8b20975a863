"""The commitment statement itself, and what proves the answers."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from registry.forms.filing.choices import EVIDENCE_KINDS, choices
from registry.forms.filing.fields import (
    CheckboxesField,
    HiddenField,
    SelectField,
    TextField,
    UrlField,
)
from registry.forms.filing.page import Answered, PageForm, RowForm, TableField
from registry.scoring.shapes import GENERAL_EVIDENCE


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

    def validate_file(self, field: Any) -> None:
        if self.facts and not self.facts.has_statement and not field.data:
            raise ValidationError(_l("Upload the statement as a PDF."))


class EvidenceRow(RowForm):
    document = HiddenField()
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
