"""Wages, hours, housing and social protection."""

from collections.abc import Mapping

from registry.scoring.case import Rule

RULES: Mapping[str, Rule] = {}
