"""The register as JSON, described by an OpenAPI document."""

from flask import Flask

from registry.api import (
    blueprint,
    described,
    document_routes,
    log_routes,
    routes,
    rules_routes,
    verify_routes,
)

__all__ = ["document_routes", "log_routes", "routes", "rules_routes", "verify_routes"]


def init_app(app: Flask) -> None:
    blueprint.init_app(app)
    described.init_app(app)
