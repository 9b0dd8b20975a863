"""The register of statements and recruitment-fee disclosures: the application factory."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from registry import (
    accounts,
    api,
    auth,
    charts,
    display,
    drafting,
    errors,
    extensions,
    filing,
    headers,
    i18n,
    kept_pages,
    money,
    public,
    remembered,
    review,
    session_life,
    slow_lines,
    splask,
    static_files,
    storage,
    templating,
    wording,
)
from registry.config import from_environment

PARTS = (
    slow_lines,
    templating,
    kept_pages,
    extensions,
    headers,
    static_files,
    i18n,
    money,
    remembered,
    display,
    wording,
    charts,
    splask,
    errors,
    storage,
    session_life,
    auth,
    accounts,
    filing,
    review,
    drafting,
    public,
    api,
)


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Assemble the application from the environment, or from ``settings`` (``Config.as_flask``)."""
    app = Flask(__name__)
    app.config.from_mapping(settings if settings is not None else from_environment().as_flask())
    for part in PARTS:
        part.init_app(app)
    return app
