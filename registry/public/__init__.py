"""The public register: anyone may search it, read it and take its data."""

from flask import Flask

from registry.public import (  # noqa: F401
    ask_routes,
    badge_routes,
    calendar_routes,
    changes_routes,
    compare_routes,
    corridor_routes,
    counts,
    criteria_routes,
    data_routes,
    display_routes,
    download_routes,
    feed_routes,
    follow_routes,
    home_routes,
    ledger_routes,
    log_routes,
    machine_routes,
    marks_routes,
    organisation_routes,
    page_routes,
    permanent_routes,
    picture,
    recruiter_routes,
    regime_routes,
    score_routes,
    sector_routes,
    short_filing_routes,
    statement_routes,
    subsidiary_routes,
    suggest_routes,
    supplier_routes,
    verify_routes,
)
from registry.public.routes import bp, root


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(verify_routes.take_no_copy)
    app.jinja_env.globals["last_updated"] = counts.last_updated
    app.jinja_env.filters["grade_parts"] = picture.grade_parts
    app.register_blueprint(root)
    app.register_blueprint(bp)
