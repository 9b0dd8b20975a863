"""Disclosure quality."""

from collections.abc import Mapping

from registry.scoring.case import Rule

RULES: Mapping[str, Rule] = {}
