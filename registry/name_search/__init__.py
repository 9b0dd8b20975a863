"""Organisations found by what people type: names, old names, brands, numbers, with mistakes.

- ``suggestions(text)`` offers organisations while somebody types.
- ``condition(text, column)`` is what a search for a text means as SQL; ``meant(text)`` is the text
  to search for instead where that finds nothing.
- ``best_match(name_or_number)`` says which organisation a line of a list means, and how surely.
- ``keep`` and ``forget`` write the index; ``registry.organisations`` calls them. What statements
  call the companies of a group comes by ``keep_companies``, from ``registry.coverage``.
"""

from registry.name_search.asking import LAST_CHARACTER, condition
from registry.name_search.finding import Found, Hit, current_names, meant, suggestions
from registry.name_search.index import Named, forget, keep, keep_companies
from registry.name_search.matching import Candidate, best_match
from registry.name_search.words import of_name as words_of

__all__ = [
    "LAST_CHARACTER",
    "Candidate",
    "Found",
    "Hit",
    "Named",
    "best_match",
    "condition",
    "current_names",
    "forget",
    "keep",
    "keep_companies",
    "meant",
    "suggestions",
    "words_of",
]
