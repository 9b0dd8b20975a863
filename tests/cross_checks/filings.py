"""Filings to compare: each with its answers and the text of its statement."""

from tests import factories as make

COPIED = (
    "During the year we asked every newcomer, away from supervisors and in the language of home, "
    "what had been paid, to whom it went, and whether anything was still owed to a lender there."
)
"""What one organisation writes and another takes over."""


def a_draft(organisation, year=2026, *, pages=None, text=""):
    by = make.a_filer(organisation)
    filing = make.a_filing(organisation, year, by=by, pages=pages or make.complete_answers())
    make.a_document(filing, by=by, text=text)
    return filing


def a_filed(organisation=None, year=2026, **contents):
    filing = a_draft(organisation or make.an_organisation(), year, **contents)
    make.filed(filing)
    return filing


def a_published(organisation=None, year=2026, **contents):
    filing = a_draft(organisation or make.an_organisation(), year, **contents)
    make.published(filing)
    return filing
