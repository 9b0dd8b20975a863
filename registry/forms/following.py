"""Following by mail, and lists of suppliers."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from registry.forms.base import Form
from registry.forms.guarded import GuardedForm, mail_field


class FollowForm(GuardedForm):
    """An address, and what it wants to be told of."""

    topic = SelectField(_l("What do you want to follow?"))
    email = mail_field(
        _l("E-mail address"),
        _l(
            "We send one letter now, to confirm it, and then one a day at most. The address is "
            "deleted when you stop."
        ),
        DataRequired(_l("Enter your e-mail address.")),
    )

    def __init__(self, *, at: datetime, topics: Mapping[str, str], topic: str) -> None:
        super().__init__(at=at, data={"topic": topic})
        self.topic.choices = [SelectChoice(value, name) for value, name in topics.items()]


class ButtonForm(Form):
    """A press on a button, for one of the things that are shown."""

    which = HiddenField()


class SuppliersForm(Form):
    """A list of suppliers as pasted or sent; which line is whom is chosen on the next page."""

    suppliers = TextAreaField(
        _l("Your suppliers, one a line"),
        description=_l(
            "Names, SSM numbers or stock codes, or rows of a spreadsheet with their headings."
        ),
        filters=[lambda text: (text or "").strip("\r\n")],
    )
    file = FileField(
        _l("Or a file"),
        description=_l("An Excel workbook (.xlsx), CSV or TSV, up to 5,000 rows and 2 MB."),
        render_kw={"accept": ".xlsx,.csv,.tsv,.txt,text/csv"},
    )


class FollowListForm(GuardedForm):
    """Keep a list under a private address, and be told of it by mail where one is given."""

    email = mail_field(
        _l("E-mail address for changes"),
        _l("Leave it empty if Atom is enough. It is deleted when you stop."),
    )
