"""The register as JSON, described by an OpenAPI document."""

from flask import Flask

from registry.api import (
    blueprint,
    compare_routes,
    described,
    document_routes,
    edition_routes,
    log_routes,
    recruitment_routes,
    routes,
    rules_routes,
    sums_routes,
    verify_routes,
)

__all__ = [
    "compare_routes",
    "document_routes",
    "edition_routes",
    "log_routes",
    "recruitment_routes",
    "routes",
    "rules_routes",
    "sums_routes",
    "verify_routes",
]


def init_app(app: Flask) -> None:
    blueprint.init_app(app)
    described.init_app(app)
