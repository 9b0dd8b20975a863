"""What the answers about editions of the bulk files hold."""

from marshmallow import Schema, fields

from registry.api.shapes import SHA256, several, text, whole


class Edition(Schema):
    edition = whole("Its permanent number.")
    made_at = fields.DateTime(required=True)
    as_of = fields.Date(required=True, metadata={"description": "The day that its rows tell of."})
    event_id = whole("The newest event that it knows; null where there was none.", null=True)
    bytes = whole("Of all its files as they were made.")
    grades_withdrawn_since = whole("Grades that its files are given out without.")
    path = text("Where its files are listed, within this API.")


class EditionFile(Schema):
    name = text()
    bytes = whole("As it was made.")
    rows = whole("Of a table; null for what describes the others.", null=True)
    sha256 = text("Of the file as it was made.", pattern=SHA256)
    address = text("Where it stays.")


class EditionList(Schema):
    editions = several(Edition, "Newest first.")


class EditionWhole(Edition):
    files = several(EditionFile, "By name.")
