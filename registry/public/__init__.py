"""The public register: anyone may search it, read it and take its data."""

from flask import Flask

from registry.public import (  # noqa: F401
    calendar_routes,
    changes_routes,
    criteria_routes,
    download_routes,
    machine_routes,
    page_routes,
    regime_routes,
    score_routes,
    statement_routes,
    subsidiary_routes,
    verify_routes,
)
from registry.public.routes import bp, root


    suggest_routes,
def init_app(app: Flask) -> None:
    app.url_value_preprocessor(verify_routes.take_no_copy)
    app.register_blueprint(root)
    app.register_blueprint(bp)
