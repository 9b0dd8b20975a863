"""Deciding on a filing: an officer reads, returns or publishes it."""

from flask import Flask

from registry.review import audit_routes, concerns, grades, more_time  # noqa: F401 (they add their routes)
from registry.review.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
