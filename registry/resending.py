"""Forms that arrive after the session ended: what was typed in them comes back to be sent again.

The answers stay in the page that comes back, as they were in the page that was sent; nothing is
kept on the server for somebody who is not signed in.
"""

from urllib.parse import urlsplit

from flask import render_template, request

KEEPS = {"filing", "review", "drafting"}
"""Where people type at length. What guards an account is never sent back in a page."""

NEVER = {"csrf_token", "password", "code"}


def page(status: int) -> tuple[str, int] | None:
    """A page that sends the same form again once the person has signed in; None without answers."""
    fields = _typed()
    if not fields:
        return None
    files = any(file.filename for file in request.files.values())
    body = render_template("errors/send_again.html", fields=fields, files=files)
    return body, status


def _typed() -> list[tuple[str, str]]:
    if request.method != "POST" or request.blueprint not in KEEPS or not _from_here():
        return []
    return [(n, v) for n, values in request.form.lists() for v in values if n not in NEVER]


def _from_here() -> bool:
    """Whether a page of this register sent the form; another site may not prepare one."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sender)[:2] == urlsplit(request.host_url)[:2]
