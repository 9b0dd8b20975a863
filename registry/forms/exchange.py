"""Bringing a filing in from a file: the file, and which of its pages to take."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from registry.forms.base import Form


class ImportForm(Form):
    file = FileField(
        _l("The filled workbook or JSON file"),
        description=_l("An Excel workbook (.xlsx) of the register, or its JSON (.json)."),
    )

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Choose the file first."))


class TakeOverForm(Form):
    """``sealed`` is what the file says, as the person saw it; pages are read from the request."""

    sealed = wtforms.HiddenField()
