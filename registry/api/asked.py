"""What the query of an address may say: names, limits and meaning, as the document tells them."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from registry.forms.public import FILTERS, LONGEST_TEXT, SORTS
from registry.headers import LARGEST_NUMBER
from registry.public.compare.asked import MOST

DEFAULT_LIMIT = 100
LARGEST_LIMIT = 500
WITHOUT_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
CURSOR = r"^[A-Za-z0-9_-]{1,400}$"


class Whole(fields.Integer):
    """A whole number in plain digits."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        if not re.fullmatch(r"[0-9]{1,10}", str(value)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, *rest, **more)


class Pattern(validate.Regexp):
    """A pattern that the whole text has to follow."""

    def __call__(self, value: Any) -> Any:
        if not self.regex.fullmatch(value):
            raise ValidationError(self._format_error(value))
        return value


class Text(fields.String):
    """A text of one line."""

    def __init__(self, longest: int, pattern: str = WITHOUT_CONTROLS, **options: Any) -> None:
        rules = [validate.Length(max=longest), Pattern(pattern, error="Write it without controls.")]
        super().__init__(validate=rules, **options)


def _about(text: str, example: Any = None) -> dict[str, Any]:
    return {"description": text, **({} if example is None else {"example": example})}


def _number(
    about: str, most: int = LARGEST_NUMBER, *, least: int = 1, example: Any = None
) -> Whole:
    return Whole(validate=validate.Range(least, most), metadata=_about(about, example))


def _year() -> Whole:
    return _number("A reporting year of the register.", 9999, least=1000, example=2026)


def _word(name: str) -> fields.String:
    words = [str(word) for word in FILTERS[name]]
    about = f"Only entries with this {name}."
    return fields.String(validate=validate.OneOf(words), metadata=_about(about, words[0]))


class Nothing(Schema):
    """An address that asks nothing."""


class Paged(Schema):
    limit = Whole(
        load_default=DEFAULT_LIMIT,
        validate=validate.Range(1, LARGEST_LIMIT),
        metadata=_about("How many to give at most.", 100),
    )
    cursor = Text(
        400,
        CURSOR,
        metadata=_about("Where to go on, from `next` of an earlier answer. Else the first page."),
    )


class Search(Paged):
    """The year, the words and the order of the listing."""

    year = _year()
    q = Text(
        LONGEST_TEXT,
        metadata=_about("Words of names, SSM numbers or stock codes; each must begin alike.", "a"),
    )
    sort = fields.String(
        validate=validate.OneOf(list(SORTS)), metadata=_about("The order; `name` by itself.")
    )


Entries: Any = Search.from_dict({name: _word(name) for name in FILTERS}, name="Entries")
"""The same with every filter of the listing."""


class Organisations(Paged):
    """Organisations, or the one with an identifier."""

    ssm_number = Text(
        12,
        r"^[0-9]{12}$",
        metadata=_about("SSM registration number of 12 digits.", "201901000005"),
    )
    stock_code = Text(6, r"^[0-9]{4,6}$", metadata=_about("Bursa Malaysia stock code.", "0001"))
    lei = Text(
        20, r"^[A-Z0-9]{18}[0-9]{2}$", metadata=_about("Legal Entity Identifier (ISO 17442).")
    )
    sector = _word("sector")
    state = _word("state")


class Statements(Paged):
    """Published versions of statements, oldest first."""

    since = fields.Date(
        metadata=_about("Only what was published on this day (UTC) or later.", "2026-01-01")
    )
    year = _year()
    organisation_id = _number("Only statements of this organisation.")


class Changes(Schema):
    """Public acts after one that is known."""

    since = _number(
        "Number of the last event that you have; 0 for the beginning.", least=0, example=0
    )
    limit = Whole(
        load_default=DEFAULT_LIMIT,
        validate=validate.Range(1, LARGEST_LIMIT),
        metadata=_about("How many to give at most.", 100),
    )


class Differences(Schema):
    since = _number("The earlier version to compare with; the one before by itself.", example=1)


class OfYear(Schema):
    year = _year()


class Sums(Schema):
    """Years of the whole register, or of a part of it."""

    sector = _word("sector")
    market = _word("market")


class Recruiters(Paged):
    q = Text(LONGEST_TEXT, metadata=_about("Words of names or of a licence number.", "a"))
    country = Text(3, r"^[A-Z]{3}$", metadata=_about("Country code (ISO 3166).", "NPL"))


class Comparison(OfYear):
    """Organisations beside each other."""

    organisation = fields.List(
        _number("Number of an organisation."),
        required=True,
        validate=validate.Length(1, MOST),
        metadata=_about(f"Up to {MOST} organisations, the name written once for each.", [1]),
    )
