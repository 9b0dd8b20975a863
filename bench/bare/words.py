"""What the bare pages say besides the rows: words, read once, as plain strings of one language."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask

from registry import answers_shown, i18n, wording
from registry.public.figures.formulas import FEES, RECRUITMENT, Figure
from registry.scoring import load_catalogue
from registry.scoring.shapes import Kind

Words = Mapping[str, str]


@contextmanager
def english() -> Iterator[None]:
    app = Flask("registry")
    i18n.init_app(app)
    with app.app_context(), i18n.speaking("en"):
        yield


def _plain(words: Mapping[Any, Any]) -> Words:
    with english():
        return {str(value): str(text) for value, text in words.items()}


STATUSES = _plain(wording.PUBLIC_STATUSES)
MARKETS = _plain(wording.MARKETS)
SECTORS = _plain(wording.SECTORS)
TARGET_SECTORS = _plain(wording.TARGET_SECTORS)
STATES = _plain(wording.STATES)
CLASSES = _plain(wording.REPORTING_CLASSES)
GRADES = _plain(wording.GRADES)
OUTCOMES = _plain(wording.OUTCOMES)
EVIDENCE = _plain(wording.EVIDENCE_LEVELS)
COSTS = _plain(wording.COST_CATEGORIES)
PAYERS = _plain(wording.PAYERS)
SOURCES = _plain(wording.FEE_SOURCES)
RECRUITMENT_SECTORS = _plain(wording.RECRUITMENT_SECTORS)
SAID = _plain(answers_shown.WORDS)
LEVELS = {
    "legal_minimum": "Legal minimum",
    "expected": "Expected",
    "leading": "Leading practice",
}
MEANINGS = {
    "A": "Nearly everything that the rules ask is done, and said openly.",
    "B": "Most of what the rules ask is done; some of it is missing or not shown.",
    "C": "A good part of what the rules ask is done, with clear gaps.",
    "D": "Little of what the rules ask is done or shown.",
    "E": "The statement shows hardly anything of what the rules ask, or a serious fact holds it "
    "down.",
}


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    label: str
    kind: Kind
    choices: Words
    columns: tuple["Question", ...]
    is_month: bool


@dataclass(frozen=True, slots=True)
class Formula:
    id: str
    unit: str
    title: str
    says: str
    top: str
    bottom: str
    notes: tuple[str, ...]


@cache
def pages() -> tuple[tuple[str, str, tuple[Question, ...]], ...]:
    """Name, title and questions of each page of answers."""
    with english():
        known = answers_shown.pages()
        return tuple((page.name, str(page.title), _questions(page.questions)) for page in known)


def _questions(known: tuple[answers_shown.Question, ...]) -> tuple[Question, ...]:
    return tuple(
        Question(
            of.name,
            str(of.label),
            of.kind,
            {**SAID, **{str(value): str(text) for value, text in of.choices.items()}},
            _questions(of.columns),
            of.is_month,
        )
        for of in known
    )


def _formulas(figures: tuple[Figure, ...]) -> tuple[Formula, ...]:
    return tuple(
        Formula(
            of.id,
            of.unit,
            str(of.title),
            str(of.says),
            str(of.top),
            str(of.bottom),
            tuple(map(str, of.notes)),
        )
        for of in figures
    )


FEE_FORMULAS, RECRUITMENT_FORMULAS = _formulas(FEES), _formulas(RECRUITMENT)
COUNTRIES = {code: wording.country_name(code) for code in wording.COUNTRIES}
CRITERIA = [(rule.id, rule.theme, rule.title["en"]) for rule in load_catalogue().criteria]
THEMES = [(theme.id, theme.title["en"]) for theme in load_catalogue().themes]
