"""Making a filing: an organisation answers the pages, checks them, signs and submits."""

from flask import Flask

from registry.filing import (  # noqa: F401 (they add their routes)
    after,
    approval_routes,
    calendars,
    comment_routes,
    concerns,
    dossiers,
    evidence_again,
    exchanging,
    exports,
    fee_pages,
    files,
    more_time,
    pages,
    presence,
    signing,
    withdrawing,
)
from registry.filing.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    presence.init_app(app)
