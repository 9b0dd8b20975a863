"""How a reader wants to see the pages: size of the text and contrast, in a cookie of their own."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask, current_app, request
from werkzeug import Response

COOKIE = "display"
ONE_YEAR = 365 * 24 * 60 * 60
SIZES = ("normal", "large", "largest")
CONTRASTS = ("normal", "high")


@dataclass(frozen=True, slots=True)
class Display:
    """What the reader chose; anything that is no choice is the normal one."""

    size: str = "normal"
    contrast: str = "normal"

    @classmethod
    def read(cls, size: str, contrast: str) -> "Display":
        return cls(
            size if size in SIZES else SIZES[0], contrast if contrast in CONTRASTS else CONTRASTS[0]
        )


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"display": chosen(), "this_address": this_address})


def chosen() -> Display:
    size, _, contrast = request.cookies.get(COOKIE, "").partition(".")
    return Display.read(size, contrast)


def this_address() -> str:
    """Path and query of this page, to come back to."""
    query = request.query_string.decode("ascii", "ignore")
    return f"{quote(request.path)}{'?' if query else ''}{query}"


def keep(response: Response, wanted: Display) -> None:
    """Remember the choice on this device for a year; the normal one leaves no cookie."""
    if wanted == Display():
        response.delete_cookie(COOKIE)
        return
    response.set_cookie(
        COOKIE,
        f"{wanted.size}.{wanted.contrast}",
        max_age=ONE_YEAR,
        secure=bool(current_app.config["HTTPS"]),
        httponly=True,
        samesite="Lax",
    )
