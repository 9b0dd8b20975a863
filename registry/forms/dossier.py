"""Which dossier an organisation wants: of one year or of all, as a PDF or as an archive."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from registry.forms.base import Form

ALL = "all"
MEDIA_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


class DossierForm(Form):
    year = SelectField(_l("Which years?"))
    kind = RadioField(
        _l("As what?"),
        choices=[
            SelectChoice("pdf", _l("One PDF with the files attached to it")),
            SelectChoice("zip", _l("An archive (ZIP) with the PDF and the files in folders")),
        ],
        default="pdf",
        validators=[InputRequired(_l("Choose a PDF or an archive."))],
    )

    def __init__(self, *, years: Sequence[int]) -> None:
        super().__init__()
        self.year.choices = [
            SelectChoice(ALL, _l("All years")),
            *(SelectChoice(str(year), str(year)) for year in years),
        ]

    @property
    def wanted_year(self) -> int | None:
        """None for all years."""
        return None if self.year.data == ALL else int(self.year.data)

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind.data]
