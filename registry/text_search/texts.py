"""The words of a statement: what it answers in its own words, table by table and page by page.

Names that may be those of private persons are left out, as on every page that gathers what several
statements say (docs/decisions/0022): the statement shows them, a search does not lead to them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.recruitment.recruiters import without_persons
from registry.scoring.fields import FIELDS
from registry.scoring.shapes import Kind

RECRUITERS = "recruiters"


def answers_text(pages: Mapping[str, Mapping[str, Any]]) -> str:
    """The public answers that somebody wrote, one paragraph each; numbers and choices are none."""
    return "\n\n".join(_written(pages))


def _written(pages: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for field in FIELDS.values():
        answer = pages.get(field.page, {}).get(field.name)
        if field.kind is Kind.TEXT:
            yield from _text(answer)
        elif field.columns and isinstance(answer, list):
            texts = [column.name for column in field.columns if column.kind is Kind.TEXT]
            for row in without_persons(answer) if field.name == RECRUITERS else answer:
                yield from (text for name in texts for text in _text(row.get(name)))


def _text(answer: Any) -> Iterator[str]:
    if isinstance(answer, str) and (text := answer.replace("\0", "").strip()):
        yield text
