"""What a company of the group would answer otherwise, beside each finding that reads the answer.

A difference is told in words that no rule can judge: it stands there, and no mark rests on it.
"""

from collections.abc import Mapping
from typing import Any

from registry import groups
from registry.assessment import catalogue


def noted(judged: Mapping[str, Any], pages: Mapping[str, Any]) -> dict[str, Any]:
    """An assessment as data, with ``differs`` in the findings that a difference is about."""
    differing = groups.by_question(pages)
    if not differing:
        return dict(judged)
    read = {criterion.id: criterion.fields for criterion in catalogue().criteria}
    findings = [
        {
            **finding,
            "differs": [
                each
                for name in read.get(finding["criterion"], ())
                for each in differing.get(name, ())
            ],
        }
        for finding in judged["findings"]
    ]
    return {**judged, "findings": findings}
