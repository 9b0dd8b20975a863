"""Parts of pages that never change: kept under all that they show, whatever else is published.

A page is made anew whenever anything is published; most of what it then shows stands as it was.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from flask import current_app, request
from markupsafe import Markup

from registry.i18n import language
from registry.kept_pages.answers import names_another_host
from registry.kept_pages.shelf import Shelf
from registry.kept_pages.validity import build


def kept_part(name: str, *shown: Any, caller: Callable[[], Markup]) -> Markup:
    """``{% call kept_part("answers", known) %}``: its block is made where it is not kept already.

    ``shown`` tells apart, by what their ``repr`` says, all that the block may show, besides the
    language, the settings and this build: what belongs to a reader or to the day has no place in
    it, unless it is named. What the block alone needs is then not even asked for.
    """
    shelf: Shelf | None = current_app.extensions["kept_pages"]
    if shelf is None:
        return caller()
    key = _key(name, shown)
    text = shelf.part(key)
    if text is not None:
        return Markup(text)
    made = caller()
    if not names_another_host(made.encode()):
        shelf.put_part(key, made)
    return made


def are_kept() -> bool:
    """Whether there is a shelf for parts."""
    return current_app.extensions["kept_pages"] is not None


def _key(name: str, shown: tuple[Any, ...]) -> str:
    said = (build(current_app), request.root_path, language(), name, shown)
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
