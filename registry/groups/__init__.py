"""A group of companies as a filing describes it: who belongs to it, who is covered, who differs.

Pure: answers go in, and what follows from them comes out.
"""

from registry.groups.companies import (
    Company,
    as_written,
    companies,
    entity_key,
    label,
    meant,
    number_of,
    own_number,
    share_text,
)
from registry.groups.differences import Difference, by_question, differences

__all__ = [
    "Company",
    "Difference",
    "as_written",
    "by_question",
    "companies",
    "differences",
    "entity_key",
    "label",
    "meant",
    "number_of",
    "own_number",
    "share_text",
]
