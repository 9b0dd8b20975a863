"""What the answers hold: the schemas of the OpenAPI document."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry.open_data.codebook import Column, Type, tables
from registry.open_data.words import LISTS, OPEN_LISTS
from registry.public.listing.table import COLUMNS

MONEY = r"^\d+\.\d{2}$"
SHA256 = r"^[0-9a-f]{64}$"


def text(about: str = "", *, null: bool = False, pattern: str = "", **more: Any) -> fields.String:
    rules = [validate.Regexp(pattern)] if pattern else []
    return fields.String(
        required=True, allow_none=null, validate=rules, metadata=_about(about, **more)
    )


def whole(about: str = "", *, null: bool = False) -> fields.Integer:
    return fields.Integer(required=True, allow_none=null, metadata=_about(about))


def several(inner: Any, about: str = "") -> fields.List[Any]:
    shape = fields.Nested(inner) if isinstance(inner, type) else inner
    return fields.List(shape, required=True, metadata=_about(about))


def anything(about: str, *, null: bool = False) -> fields.Dict:
    """An object whose names another document tells."""
    return fields.Dict(required=True, allow_none=null, metadata=_about(about))


def _about(about: str, **more: Any) -> dict[str, Any]:
    return {**({"description": about} if about else {}), **more}


def of_table(name: str, table: str, *columns: str, **more: Any) -> type[Schema]:
    """The columns of a table of the open data as a schema, with what ``more`` adds."""
    known = {column.name: column for column in tables()[table].columns}
    wanted = columns or tuple(known)
    found = {column: of_column(known[column], key=tables()[table].key) for column in wanted}
    return Schema.from_dict({**found, **more}, name=name)


def of_column(column: Column, *, key: tuple[str, ...] = ()) -> fields.Field[Any]:
    options: dict[str, Any] = {
        "required": True,
        "allow_none": column.name not in key,
        "metadata": {"description": column.about["en"]},
    }
    if column.values and column.values not in OPEN_LISTS:
        options["validate"] = validate.OneOf([str(word) for word in LISTS[column.values]])
    if column.type is Type.MONEY:
        return fields.String(**options | {"validate": validate.Regexp(MONEY)})
    made: fields.Field[Any] = _FIELDS[column.type](**options)
    return made


_FIELDS: dict[Type, Any] = {
    Type.INTEGER: fields.Integer,
    Type.NUMBER: fields.Float,
    Type.STRING: fields.String,
    Type.BOOLEAN: fields.Boolean,
    Type.DATE: fields.Date,
    Type.DATETIME: fields.DateTime,
}

_NAMES = ("ssm_number", "ssm_old_number", "stock_code")
_IDENTIFIED = {column.name: column for column in tables()["organisations"].columns}

Entry = of_table(
    "Entry",
    "entries",
    *(name for name in COLUMNS if name not in _NAMES),
    **{name: of_column(_IDENTIFIED[name]) for name in _NAMES},
)
OrganisationSummary = of_table(
    "OrganisationSummary", "organisations", *(name for name in _IDENTIFIED if name != "vouched_by")
)
StatementSummary = of_table("StatementSummary", "statements")
Change = of_table(
    "Change",
    "events",
    path=text("Where to read what changed, within this API; null where there is one no more.",
              null=True),
)  # fmt: skip


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type = text("A name of the kind of problem; about:blank says no more than the status.")
    title = text()
    status = whole()
    detail = text("What to do, in words.")
    errors = fields.Dict(metadata={"description": "What is wrong with each parameter, by name."})


class Unreadable(Schema):
    """What of a filing cannot be read, and what to write instead."""

    field = text("Name of the field in filing.schema.json.")
    row = whole("Row of a table, counted from 1.", null=True)
    column = text(null=True)
    remedy = text("In the language of `Accept-Language`, as `Content-Language` says.")


Label = fields.String(allow_none=True)


class NotScored(Problem):
    """A filing that cannot be judged, under the labels that it carried."""

    error = fields.Nested(Unreadable, required=True)
    format = Label
    reference = Label
    organisation = Label
    ssm_number = Label
    year = Label


class Next(Schema):
    next = text("The address of the next page; null on the last.", null=True)


class EntryList(Next):
    year = whole("The reporting year.")
    as_of = fields.Date(required=True)
    total = whole("How many entries the search finds.")
    entries = several(Entry)
    previous = text("The address of the page before; null on the first.", null=True)


class OrganisationList(Next):
    organisations = several(OrganisationSummary)


class StatementList(Next):
    statements = several(StatementSummary)


class ChangeList(Schema):
    changes = several(Change, "Oldest first.")
    last = whole("Number of the last event given, or of `since`: ask again from here.")
    more = fields.Boolean(required=True, metadata={"description": "Whether there are more now."})
    next = text("The address to ask next: at once while `more`, else later.")


class Verified(Schema):
    sha256 = text(pattern=SHA256)
    known = fields.Boolean(required=True)
    proofs = several(fields.Dict())


class Scored(Schema):
    assessment = anything("As it would be frozen at publication.")
    format = Label
    reference = Label
    organisation = Label
    ssm_number = Label
    year = Label


class Index(Schema):
    documentation = text("The page that explains it to people.")
    description = text("The OpenAPI document.")
    entries = text()
    organisations = text()
    statements = text()
    changes = text()
    editions = text("Of the bulk files.")
    statistics = several(fields.String(), "Where the sums are.")
    organisation = text("With the number of an organisation in it.")
    statement = text("With the number of a statement in it.")
    catalogue = text()
    filing_schema = text()
    score = text()
    years = several(fields.Integer(), "Reporting years, newest first.")
    filters = anything("The words that each filter takes.")
    sorts = several(fields.String())
