"""Who is covered by whose statement: written on publication, read by every page that says so.

``registry.groups`` reads what a filing says; here the statements of a year are put together.
"""

from registry.coverage.projection import follow, keep
from registry.coverage.reading import (
    Member,
    Standing,
    already_covered,
    covering,
    members,
    members_in,
    registered,
    registered_by_name,
    standings,
)

__all__ = [
    "Member",
    "Standing",
    "already_covered",
    "covering",
    "follow",
    "keep",
    "members",
    "members_in",
    "registered",
    "registered_by_name",
    "standings",
]
