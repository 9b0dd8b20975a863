"""What the addresses of the log take and answer, as the OpenAPI document tells it."""

from typing import Any

from marshmallow import Schema, fields, validate

from registry import tree_heads
from registry.api.asked import Whole
from registry.api.shapes import SHA256, anything, several, text, whole
from registry.headers import LARGEST_NUMBER

HASHES = "SHA-256, in hexadecimal, in the order of RFC 9162."


def counted(about: str, **options: Any) -> Whole:
    """A position or a size, from 0."""
    rule = validate.Range(0, LARGEST_NUMBER)
    return Whole(validate=rule, metadata={"description": about}, **options)


class Events(Schema):
    start = counted("The position of the first event, counted from 0.", load_default=0)
    limit = Whole(
        load_default=tree_heads.MOST_EVENTS,
        validate=validate.Range(1, tree_heads.MOST_EVENTS),
        metadata={"description": "How many events at most."},
    )


class Inclusion(Schema):
    position = counted("The position of the event, counted from 0.", required=True)
    size = counted("Among how many events; all, if it is left out.", load_default=None)


class Consistency(Schema):
    first = counted("The size of the earlier log, 1 or more.", required=True)
    second = counted("The size of the later log; all, if it is left out.", load_default=None)


class LogEvent(Schema):
    position = whole("From 0, without gaps.")
    event = text("The exact text that was hashed: canonical JSON.")
    leaf_hash = text("SHA-256 of a zero byte and the text in UTF-8.", pattern=SHA256)
    at = text("What the register keeps beside the text: when, as the text says.")
    kind = text("What happened, as the text says.")
    subject = text("To what, as the text says.")
    previous = text("``sha256`` of the event before; noughts for the first.", pattern=SHA256)
    sha256 = text("SHA-256 of ``previous``, a line feed and the text.", pattern=SHA256)


class LogEvents(Schema):
    size = whole("How many events the log has.")
    events = several(LogEvent)


class InclusionProof(Schema):
    position = whole()
    size = whole()
    proof = several(fields.String(), HASHES)


class ConsistencyProof(Schema):
    first = whole()
    second = whole()
    proof = several(fields.String(), HASHES)


class SealedStatement(Schema):
    id = whole("The statement's permanent number.")
    reference = text()
    version = whole()
    parts = anything("Each part as it is stored; null while it is not public.")
    standing = anything("Replies, the day of its grade, withdrawals: what later events say.")
