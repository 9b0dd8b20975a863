"""The register as JSON."""

from flask import Flask

from registry.api import rules_routes, verify_routes  # noqa: F401
from registry.api.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
