"""Advice, computed: the rules themselves are tried with each change that a filer can still make."""

from registry.scoring.advice.advise import Advice, advise
from registry.scoring.advice.edits import Edit, applied

__all__ = ["Advice", "Edit", "advise", "applied"]
