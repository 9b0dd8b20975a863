"""The open data on the same known day as the public pages."""

from tests.public.conftest import a_known_day, queries

__all__ = ["a_known_day", "queries"]
