"""Corridors and recruiters across statements: written at publication, read by their pages."""

from registry.recruitment.projection import forget, keep, refresh

__all__ = ["forget", "keep", "refresh"]
