"""Organisations found by what people type: names, old names, brands, numbers, with mistakes.

- ``suggestions(text)`` offers organisations while somebody types.
- ``condition(text, column)`` is what a search for a text means as SQL; ``meant(text)`` is the text
  to search for instead where that finds nothing.
- ``begins_with(column, start)`` is that a text begins so, along the index of its column.
- ``best_match(name_or_number)`` says which organisation a line of a list means, and how surely.
- ``keep`` and ``forget`` write the index; ``registry.organisations`` calls them. What statements
  call the companies of a group comes by ``keep_companies``, from ``registry.coverage``.
"""

from registry.name_search.asking import Sizes, begins_with, condition
from registry.name_search.finding import Found, Hit, current_names, meant, suggestions
from registry.name_search.index import Named, forget, keep, keep_companies
from registry.name_search.matching import Candidate, best_match
from registry.name_search.words import of_name as words_of

__all__ = [
    "Candidate",
    "Found",
    "Hit",
    "Named",
    "Sizes",
    "begins_with",
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
