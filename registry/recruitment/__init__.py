"""Corridors and recruiters across statements: written at publication, read by their pages."""

from registry.recruitment.projection import forget, keep
from registry.recruitment.recruiters import same_name

__all__ = ["forget", "keep", "same_name"]
