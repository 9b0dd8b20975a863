"""Published statements found by the words in them, in English and Malay.

``keep``, ``try_to_keep`` and ``forget`` write the index in the caller's transaction; ``read``
understands what people type; ``matching`` asks the index; ``passages`` cuts out where a text says
it.
"""

from registry.text_search.finding import TooCommon, matching, matching_any
from registry.text_search.index import empty, forget, is_kept, keep, try_to_keep
from registry.text_search.passages import passages
from registry.text_search.query import NOTHING, Query, Term, read, without

__all__ = [
    "NOTHING",
    "Query",
    "Term",
    "TooCommon",
    "empty",
    "forget",
    "is_kept",
    "keep",
    "matching",
    "matching_any",
    "passages",
    "read",
    "try_to_keep",
    "without",
]
