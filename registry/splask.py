"""Marks for SPLaSK, the crawler that rates the sites of the Malaysian government.

It looks for attributes of its own on the elements that it expects, such as a search form. They are
not valid HTML, so an operator switches them on (``SPLASK``), and tests of the pages run without.
"""

from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

PARTS = frozenset(
    {
        *("contact-details", "faq", "feedback-form", "open-data"),
        *("privacy-policy", "publication", "search-function", "sitemap"),
    }
)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["splask"] = mark


def mark(part: str) -> Markup | str:
    """The attribute of a part of a page, with a space before it; nothing while it is off."""
    if part not in PARTS:
        raise ValueError(part)
    settings: dict[str, Any] = current_app.config
    return Markup(' splwpk-{0}="splwpk-{0}"').format(part) if settings["SPLASK"] else ""
