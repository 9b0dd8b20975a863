"""A filing as one JSON object: names as in ``docs/filing.schema.json``, and whose filing it is."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from difflib import get_close_matches
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked, AskedPage, by_name
from registry.exchange.content import FORMAT, Content, Identity, Mistake, readable
from registry.exchange.rows import row_mistakes
from registry.exchange.values import is_blank, read_answer
from registry.forms.filing.fields import Unreadable
from registry.scoring.fields import FACTS

LABELS: Mapping[str, str] = {
    "reference": "reference",
    "organisation": "organisation",
    "ssm_number": "ssm_number",
    "year": "year",
    "period_start": "filing_period_start",
    "period_end": "filing_period_end",
}
"""A part of the identity -> its name in the file."""
MOST_BYTES = 16 * 1024 * 1024
MOST_SHOWN = 80


def write(content: Content) -> bytes:
    """Every name, with null where nothing was said."""
    identity = {LABELS[part]: value for part, value in asdict(content.identity).items()}
    whole = {"format": FORMAT, **identity, **content.answers}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def read(
    data: bytes, pages: tuple[AskedPage, ...], documents: Collection[str] | None = None
) -> Content:
    """What the file says and everything that is wrong with it; ``documents`` are known hashes."""
    try:
        whole, repeated = _parsed(data)
    except ValueError as error:
        return Content(mistakes=(Mistake(str(error)),))
    asked = by_name(pages)
    mistakes = [_repeated(name) for name in repeated]
    mistakes += [Mistake(_bad_format(), value=_shown(whole.get("format")))] * _is_other(whole)
    mistakes += [_unknown(name, (*asked, *LABELS.values(), "format")) for name in whole
                 if name not in asked and name not in _KNOWN]  # fmt: skip
    answers: dict[str, Any] = {}
    for name in whole.keys() & asked.keys():
        reader = _Reader(asked[name], documents)
        answers[name] = reader.read(whole[name])
        mistakes += reader.mistakes
    order = list(asked)
    mistakes.sort(key=lambda each: order.index(each.name) if each.name in asked else -1)
    return Content(_identity(whole), readable(answers, mistakes), tuple(mistakes))


class _Reader:
    """Reads one answer and gathers what is wrong with it."""

    def __init__(self, asked: Asked, documents: Collection[str] | None) -> None:
        self.asked, self.documents = asked, documents
        self.mistakes: list[Mistake] = []

    def read(self, value: Any) -> Any:
        if not self.asked.is_table:
            return self._value(self.asked, value)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            remedy = _("Write a list of rows, each an object of column names and values.")
            self.mistakes.append(Mistake(remedy, self.asked.name, value=_shown(value)))
            return None
        most = self.asked.most_rows + 1
        rows = [self._row(number, row) for number, row in enumerate(value[:most], 1)]
        said = [row for row in rows if row]
        self.mistakes += row_mistakes(self.asked, said, self.documents)
        return said

    def _row(self, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
        read = {}
        for name, value in row.items():
            column = self.asked.column(name)
            if column is None:
                names = [each.name for each in self.asked.columns]
                remedy = _no_such_name(name, names)
                self.mistakes.append(Mistake(remedy, self.asked.name, number, _shown(name)))
            elif (answer := self._value(column, value, number)) is not None:
                read[name] = answer
        return read

    def _value(self, asked: Asked, value: Any, row: int | None = None) -> Any:
        try:
            return read_answer(asked, value)
        except Unreadable as error:
            column = asked.name if row else ""
            mistake = Mistake(str(error), self.asked.name, row, column, value=_shown(value))
            self.mistakes.append(mistake)
            return None


def _parsed(data: bytes) -> tuple[dict[str, Any], list[str]]:
    """The object, and names that stand in it more than once; ValueError with what to do."""
    if len(data) > MOST_BYTES:
        raise ValueError(_("This file is too large for a filing. Is it the right one?"))
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counted = Counter(name for name, _value in pairs)
        repeated.extend(name for name, times in counted.items() if times > 1)
        return dict(pairs)

    try:
        whole = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError(_unreadable(error)) from None
    if not isinstance(whole, dict):
        raise ValueError(_("Write one JSON object of names and values: a filing, not a list."))
    return whole, repeated


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _unreadable(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = {"line": error.lineno, "column": error.colno}
        return str(_("This is not JSON: look at line %(line)s, character %(column)s.", **place))
    return str(_("This is not JSON in UTF-8. Export the filing once and compare."))


def _is_other(whole: Mapping[str, Any]) -> int:
    return int(whole.get("format") != FORMAT)


def _bad_format() -> str:
    return str(_('Write "format": "%(format)s": the register reads no other.', format=FORMAT))


def _repeated(name: str) -> Mistake:
    return Mistake(_("The name %(name)s stands twice. Leave one out.", name=_shown(name)))


def _unknown(name: str, known: Collection[str]) -> Mistake:
    return Mistake(_no_such_name(name, known), value=_shown(name))


def _no_such_name(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return str(_("There is no such name. Did you mean %(name)s?", name=near[0]))
    return str(_("There is no such name. Leave it out."))


def _identity(whole: Mapping[str, Any]) -> Identity:
    found = {part: whole.get(name) for part, name in LABELS.items()}
    return Identity(**{part: _shown(v) for part, v in found.items() if not is_blank(v)})


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:MOST_SHOWN].encode("utf-8", "replace").decode()


_KNOWN = {*LABELS.values(), *FACTS, "format"}
"""Names besides the answers; facts are the register's own, repeated and not read."""


def names() -> Iterator[str]:
    """Every name that a file may hold besides the answers."""
    yield from sorted(_KNOWN)
