"""What pages of coverage are tested with: a known day, and the number of queries."""

from tests.public.conftest import a_known_day, queries

__all__ = ["a_known_day", "queries"]
