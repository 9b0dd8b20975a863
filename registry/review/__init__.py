"""Deciding on a filing: an officer reads, returns or publishes it."""

from flask import Flask

from registry.review import grades  # noqa: F401 (it adds its routes)
from registry.review.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
