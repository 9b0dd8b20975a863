"""Edits as steps in words: what to do or to say, and where, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from registry.scoring.advice.edits import Edit, Plain
from registry.scoring.advice.levers import Move, load_levers
from registry.scoring.advice.moves import amount
from registry.scoring.feelines import REQUIRED, WHOLE
from registry.scoring.model import Text
from registry.scoring.wording import LANGUAGES, SHOW, fill, plain, words

REPAYMENT = {"reimbursed_myr": "repaid_together", "reimbursed_workers": "reached_together"}
"""Columns of the fee table, and the sentence where several lines of a corridor need the same."""
Step = dict[str, Any]
"""One line of advice as plain JSON: field, row, column, from, to, and its sentence."""


def steps(edits: Iterable[Edit], raw: Mapping[str, Plain]) -> list[Step]:
    """One step for each edit; words of one list, and lines of one corridor, are one step."""
    groups: dict[Any, list[Edit]] = {}
    for edit in edits:
        groups.setdefault(_group(edit, raw), []).append(edit)
    return [_step(group, raw) for group in groups.values()]


def _group(edit: Edit, raw: Mapping[str, Plain]) -> Any:
    if edit.move is Move.ADD:
        return edit.field
    if _is_fee_line(edit):
        return (edit.field, edit.to.get("corridor"), edit.to["payer"])
    if edit.column in REPAYMENT:
        return (edit.field, edit.column, _row(edit, raw).get("corridor"))
    if edit.is_new_row:
        return (edit.field, edit.say["en"])
    return edit.place


def _is_fee_line(edit: Edit) -> bool:
    """A new line of the fee table for one required cost."""
    return edit.field == "fees" and edit.is_new_row and "category" in edit.to


def _row(edit: Edit, raw: Mapping[str, Plain]) -> Mapping[str, Plain]:
    row: Mapping[str, Plain] = raw[edit.field][edit.row - 1] if edit.row else edit.attempt[0]
    return row


def _step(group: Sequence[Edit], raw: Mapping[str, Plain]) -> Step:
    edit, several = group[0], len(group) > 1
    is_stand_in = edit.is_new_row and "corridor" not in (edit.to or {})
    return {
        "field": edit.field,
        "row": None if several else edit.row,
        "column": edit.column,
        "corridor": None
        if edit.field != "fees" or is_stand_in
        else _row(edit, raw).get("corridor"),
        "from": None if several and edit.row else plain(edit.before),
        "to": [plain(each.to) for each in group] if several else plain(edit.to),
        "sentence": {lang: _sentence(group, raw, lang) for lang in LANGUAGES},
    }


def _sentence(group: Sequence[Edit], raw: Mapping[str, Plain], lang: str) -> str:
    edit, levers = group[0], load_levers()
    if edit.column in REPAYMENT and len(group) > 1:
        return fill(levers.sentences[REPAYMENT[edit.column]], _of_lines(group, raw, lang))[lang]
    step = fill(edit.say, _values(group, raw, lang))[lang]
    if edit.row is not None:
        values = {"table": levers.tables[edit.field].name[lang], "row": edit.row, "step": step}
        named = _row_name(edit.field, _row(edit, raw), lang)
        return fill(levers.sentences["in_row"], {**values, "name": named})[lang]
    sentence = step[0].upper() + step[1:]
    return sentence if sentence.endswith(".") else f"{sentence}."


def _values(group: Sequence[Edit], raw: Mapping[str, Plain], lang: str) -> dict[str, Any]:
    """What the words of a step may name."""
    edit = group[0]
    if edit.move is Move.ADD:
        own = load_levers().scalars[edit.field].words
        return {"to": [_name(each.to, own, lang) for each in group]}
    if edit.move is Move.REPAY:
        return {"more": amount(edit.to) - amount(edit.before)}
    if edit.field == "fees" and edit.is_new_row:
        row = edit.attempt[0]
        return {**row, **_of_lines(group, raw, lang), "number": row["workers"]}
    if edit.field == "wages" and edit.is_new_row:
        return {"groups": _groups(group, lang)}
    number = edit.move is Move.RAISE and edit.to is not None
    return {"to": amount(edit.to) if number else edit.to}


def _groups(group: Sequence[Edit], lang: str) -> list[str]:
    """Nationalities whose wages are asked for."""
    if group[0].to is None:
        return [load_levers().sentences["every_group"][lang]]
    return [SHOW["country"](edit.to["nationality"], lang) for edit in group]


def _of_lines(group: Sequence[Edit], raw: Mapping[str, Plain], lang: str) -> dict[str, Any]:
    """The corridor, the costs and what is open on lines of the fee table taken together."""
    rows = [_row(edit, raw) for edit in group]
    costs = list(dict.fromkeys(_cost(row.get("category"), lang) for row in rows))
    every = [load_levers().sentences["every_cost"][lang]]
    return {
        "corridor": rows[0].get("corridor") or "?",
        "costs": every if len(costs) == len(REQUIRED) else costs,
        "more": sum((amount(edit.to) - amount(edit.before) for edit in group), Decimal(0))
        if group[0].move is Move.REPAY
        else None,
    }


def _name(word: str, own: Mapping[str, Text], lang: str) -> str:
    return (own.get(word) or words()[word])[lang]


def _row_name(table: str, row: Mapping[str, Plain], lang: str) -> str:
    """Who or what a row is about, in brackets; empty where it does not say."""
    found = load_levers().tables[table]
    parts = [
        _show(shown, row.get(column), found.words, lang)
        for column, shown in found.named_by.items()
        if row.get(column)
    ]
    if table == "corridors":
        parts = [SHOW["corridor"](f"{row.get('origin') or '?'}-{row.get('sector') or '?'}", lang)]
    return f" ({'; '.join(parts)})" if parts else ""


def _show(shown: str, value: Plain, own: Mapping[str, Text], lang: str) -> str:
    if shown == "cost":
        return _cost(value, lang)
    if shown == "word":
        return _name(value, own, lang)
    return SHOW[shown](value, lang)


def _cost(category: Plain, lang: str) -> str:
    """The required cost that a category is, or is part of."""
    known = words().get(WHOLE.get(category, ""))
    return known[lang] if known else str(category or "?")


def closing(key: str, advice: Text) -> Text:
    """What cannot be met any more for this period, and what to do for the next."""
    found = load_levers().sentences[key]
    return {lang: fill(found, {"advice": advice[lang]})[lang] for lang in LANGUAGES}
