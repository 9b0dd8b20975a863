"""A filing in the headings of the joint template of the United Kingdom, Australia and Canada.

``template.yaml`` says where each answer stands; a name that is unknown, missing or there twice
stops the first use.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from registry.exchange.as_docx import as_docx
from registry.exchange.as_pdf import as_pdf
from registry.exchange.report import (
    Block,
    Facts,
    Heading,
    Pages,
    Report,
    Source,
    Words,
    opening,
    rows_of,
    shown,
)
from registry.i18n import date_text, in_language, speaking
from registry.scoring.fields import FIELDS
from registry.scoring.strict_yaml import CatalogueError, read_yaml

LEVELS = ("level_1", "level_2")


def docx(answers: Pages, source: Source, language: str) -> bytes:
    with speaking(language):
        return as_docx(report(answers, source, language))


def pdf(answers: Pages, source: Source, language: str) -> bytes:
    with speaking(language):
        return as_pdf(report(answers, source, language))


def report(answers: Pages, source: Source, language: str) -> Report:
    laid = template()
    title = in_language(laid["title"])
    blocks = [*opening(source), Words(in_language(laid["note"]), is_small=True)]
    for number, heading in enumerate(laid["headings"], 1):
        blocks += _section(number, heading, answers)
    template_day = date_text(laid["published"])
    cited = _("The template: %(address)s, %(day)s.", address=laid["address"], day=template_day)
    return Report(title, language, source, [*blocks, Words(cited, is_small=True)])


def _section(number: int, heading: Mapping[str, Any], answers: Pages) -> Iterator[Block]:
    yield Heading(f"{number}. {in_language(heading['title'])}")
    for level, title in zip(LEVELS, (_("Level 1"), _("Level 2")), strict=True):
        yield Heading(title, 3)
        yield from _answers(heading[level], answers)
    if heading["not_asked"]:
        yield Heading(_("Not asked by this register"), 3)
        for text in heading["not_asked"]:
            yield Words(f"– {in_language(text)}", is_small=True)


def _answers(names: Sequence[str], answers: Pages) -> Iterator[Block]:
    """Single answers together, then each table that has rows or was answered with none."""
    found = [shown(name, answers) for name in names]
    single = [each for each in found if not each.question.columns]
    if single:
        yield Facts([(str(each.question.label), each.text) for each in single])
    for each in found:
        if each.question.columns:
            yield rows_of(each)


@cache
def template() -> Mapping[str, Any]:
    """The declared places; CatalogueError where an answer has none, two, or does not exist."""
    laid: Mapping[str, Any] = read_yaml(Path(__file__).with_name("template.yaml"))
    placed = Counter(name for each in laid["headings"] for level in LEVELS for name in each[level])
    asked = {name for name, field in FIELDS.items() if field.page != "facts"}
    if wrong := {name for name, times in placed.items() if times > 1} | (placed.keys() ^ asked):
        raise CatalogueError(f"template.yaml: give each of these one place: {sorted(wrong)}")
    return laid
