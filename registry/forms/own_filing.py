"""The form that takes a filing to score without an account."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import TextAreaField, ValidationError

from registry.forms.base import Form

MOST_BYTES = 500_000
TOO_MUCH = _l("This is larger than 500 kB. A filing with 2,000 fee lines is smaller: leave out "
              "what is not a filing.")  # fmt: skip
NOT_TEXT = _l("This file is not text in UTF-8. Choose a JSON file.")


class OwnFiling(Form):
    """One filing as JSON, typed or as a file; a file counts before what is typed."""

    filing = TextAreaField(
        _l("The filing as JSON"),
        description=_l("One object with the names of the schema. The end of the period is needed."),
    )
    file = FileField(_l("Or a JSON file"), description=_l("At most 500 kB."))

    def validate_file(self, field: Any) -> None:
        """Read the file into the box, so that what was sent can be seen and mended."""
        if not field.data:
            return
        content = field.data.stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ValidationError(TOO_MUCH)
        try:
            self.filing.data = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(NOT_TEXT) from error

    def validate(self, **options: Any) -> bool:
        """A box is judged after the file that may have filled it."""
        is_valid: bool = super().validate(**options)
        if is_valid and not (self.filing.data or "").strip():
            self.filing.errors = [_l("Paste a filing, choose a file, or begin with an example.")]
            return False
        if is_valid and len(self.filing.data.encode()) > MOST_BYTES:
            self.filing.errors = [TOO_MUCH]
            return False
        return is_valid
