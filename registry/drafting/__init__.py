"""Changing the rules: a draft, what it would do, and its adoption by two people."""

from flask import Flask

from registry.drafting import editing  # noqa: F401  # the pages it brings
from registry.drafting.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
