"""Advice as the check page shows it: each step with the place where it is answered."""

from typing import Any

from flask import url_for

from registry.filing import progress
from registry.models import Filing
from registry.scoring import FIELDS, Advice

Step = dict[str, Any]


def of(filing: Filing, advice: Advice) -> dict[str, Any]:
    """The advice as plain JSON, with an address for every step."""
    found = advice.as_dict()
    listed = [*found["findings"].values(), found["lift"]["steps"] if found["lift"] else []]
    for step in (step for steps in listed for step in steps):
        step["url"] = _url(filing, step)
    return found


def _url(filing: Filing, step: Step) -> str:
    """The question; a line of the fee table is on the page of its corridor."""
    name = step["field"]
    if name == progress.STATEMENT_FILE:
        return progress.question_of(filing, name).url
    if name == "fees" and step["corridor"]:
        return url_for("filing.fees", reference=filing.reference, corridor=step["corridor"])
    cell = f"-{step['row'] - 1}-{step['column']}" if step["row"] else ""
    page = FIELDS[name].page
    return url_for("filing.page", reference=filing.reference, page=page, _anchor=name + cell)
