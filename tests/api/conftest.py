"""The register as JSON, on the same known day as its pages."""

from tests.public.conftest import a_known_day, queries

__all__ = ["a_known_day", "queries"]
