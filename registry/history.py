"""The history of a filing in words: what happened, who did it, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.answers_shown import labels
from registry.models import Filing, FilingEvent

TITLES: Mapping[str, LazyString] = {
    "started": _l("Begun"),
    "ready": _l("Sent for signature"),
    "draft": _l("Opened for changes"),
    "submitted": _l("Signed and filed"),
    "returned": _l("Returned for correction"),
    "published": _l("Published"),
    "replied": _l("Replied to the assessment"),
    "released": _l("Let the grade be shown, with nothing to add"),
    "withdrawn": _l("Published statement withdrawn"),
    "grade_withdrawn": _l("Grade withdrawn"),
    "grade_restored": _l("Grade given back"),
    "dossier_made": _l("Dossier made"),
    "extension_asked": _l("Asked for a later deadline"),
    "extension_withdrawn": _l("Took back the request for a later deadline"),
    "extension_granted": _l("Deadline extended"),
    "extension_refused": _l("Later deadline refused"),
    "audit_drawn": _l("Drawn by lot for an audit"),
    "audit_asked": _l("Evidence of the short filing asked for"),
    "audit_confirmed": _l("Short filing confirmed by an audit"),
    "audit_full_required": _l("Full filing required by an audit"),
    "file_added": _l("File added"),
    "file_removed": _l("File removed"),
    "imported": _l("Answers taken over from a file"),
}
"""Kinds of ``FilingEvent`` as people say them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the history; a comment is the name of a question and what to correct there."""

    at: datetime
    title: str
    by: str
    note: str
    comments: list[tuple[str, str]]


WORK = frozenset({"ready", "draft", "file_added", "file_removed", "imported"})
"""Kinds that belong to a draft until it is filed."""


def of(filing: Filing) -> list[Item]:
    """Everything that happened to a filing, newest first."""
    return [_item(event) for event in reversed(filing.events)]


def as_filed(filing: Filing) -> list[Item]:
    """The same for those who see no draft: without the work since a version last came in."""
    filed = max((event.id for event in filing.events if event.kind == "submitted"), default=0)
    known = (event for event in filing.events if event.kind not in WORK or event.id < filed)
    return [_item(event) for event in reversed(list(known))]


def _item(event: FilingEvent) -> Item:
    return Item(
        at=event.at,
        title=title(event.kind),
        by=event.by.name if event.by else _("The register"),
        note=event.note,
        comments=_comments(event),
    )


def title(kind: str) -> str:
    return str(TITLES.get(kind, kind))


def _comments(event: FilingEvent) -> list[tuple[str, str]]:
    return [(question(place), text) for place, text in event.comments.items()]


def question(place: str) -> str:
    """The words of the question at ``page.field``; the place itself where there is none."""
    return str(labels().get(place, place))
