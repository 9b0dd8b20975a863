"""A whole filing as a file: JSON, an Excel workbook, and the documents of other reporting regimes.

Data in, bytes out, and back: no database, no request. A name in a file is the name of the answer
in ``docs/filing.schema.json``; what stands under it is read by the form that asks it.
"""

from registry.exchange.asked import Asked, AskedPage, asked_pages
from registry.exchange.changes import Change, PageChange, changes, merged
from registry.exchange.content import FORMAT, Content, Identity, Mistake, blank, of_pages

__all__ = [
    "FORMAT",
    "Asked",
    "AskedPage",
    "Change",
    "Content",
    "Identity",
    "Mistake",
    "PageChange",
    "asked_pages",
    "blank",
    "changes",
    "merged",
    "of_pages",
]
