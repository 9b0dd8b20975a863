"""Parts of pages that come out the same each time: addresses, and macros told so by ``remembered``.

What is remembered lasts as long as the process, for a language; it is bounded, and the oldest goes.
"""

import marshal
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import flask
from flask import Flask, has_request_context, request

from registry.i18n import language

MOST_ADDRESSES = 4096
MOST_PARTS = 2048
PLAIN_MARSHAL = 2
"""The format of marshal that writes equal data alike; it takes a third of the time of ``repr``."""
PLAIN = {str, int, type(None)}
"""Kinds of arguments that tell addresses apart by being equal."""

Maker = Callable[..., Any]


class Asked(tuple[str, str, bytes | str]):
    """What a macro is asked to make: the language, where the register is mounted (addresses begin
    with it), and what the arguments say.
    """

    arguments: tuple[Any, ...]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["remembered"] = remembered
    if not app.debug:  # while somebody works on the register, its styles change under way
        app.jinja_env.globals["url_for"] = _addresses(app)


def _addresses(app: Flask) -> Maker:
    """``url_for`` of templates, which asks for the same few hundred addresses over and over."""

    @lru_cache(MOST_ADDRESSES)
    def known(_root: str, _lang: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        return app.url_for(endpoint, **dict(values))

    def url_for(endpoint: str, **values: Any) -> str:
        if not has_request_context() or not _is_plain(endpoint, values):
            return flask.url_for(endpoint, **values)
        return known(request.root_path, language(), endpoint, tuple(values.items()))

    return url_for


def _is_plain(endpoint: str, values: dict[str, Any]) -> bool:
    """Whether nothing of the request but its language matters: no host, no part of the site."""
    return (
        endpoint[0] != "."
        and "_external" not in values
        and "_scheme" not in values
        and PLAIN.issuperset(map(type, values.values()))
    )


def _root() -> str:
    return request.root_path if has_request_context() else ""


def _said(arguments: tuple[Any, ...]) -> bytes | str:
    try:
        return marshal.dumps(arguments, PLAIN_MARSHAL)
    except ValueError:  # not of plain data alone
        return repr(arguments)


def remembered(macro: Maker) -> Maker:
    """A macro whose arguments are all it depends on, besides the language of the page.

    Arguments are told apart by what they say, so they may be parts of what is kept as JSON.
    """

    @lru_cache(MOST_PARTS)
    def known(asked: Asked) -> Any:
        return macro(*asked.arguments)

    def shown(*arguments: Any) -> Any:
        asked = Asked((language(), _root(), _said(arguments)))
        asked.arguments = arguments
        return known(asked)

    return shown
