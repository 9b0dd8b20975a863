"""The public register: anyone may search it, read it and take its data."""

# Modules of routes declare their addresses when they are imported.
# ruff: noqa: F401

from flask import Flask

from registry.public.compare import routes as compare_routes
from registry.public.corridors import routes as corridor_routes
from registry.public.criteria import (
    marks_routes,
    score_routes,
)
from registry.public.criteria import routes as criteria_routes
from registry.public.figures import picture
from registry.public.following import (
    ask_routes,
    feed_routes,
    supplier_routes,
)
from registry.public.following import routes as follow_routes
from registry.public.ledger import routes as ledger_routes
from registry.public.listing import routes as listing_routes
from registry.public.listing import suggest_routes
from registry.public.organisations import (
    badge_routes,
    calendar_routes,
    subsidiary_routes,
)
from registry.public.organisations import routes as organisation_routes
from registry.public.recruiters import routes as recruiter_routes
from registry.public.routes import bp, root
from registry.public.sectors import routes as sector_routes
from registry.public.site import (
    data_routes,
    display_routes,
    home_routes,
    log_routes,
    machine_routes,
    page_routes,
    permanent_routes,
    verify_routes,
)
from registry.public.statements import (
    changes_routes,
    download_routes,
    regime_routes,
    short_filing_routes,
)
from registry.public.statements import routes as statement_routes
from registry.public.unchanged import last_updated


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(verify_routes.take_no_copy)
    app.jinja_env.globals["last_updated"] = last_updated
    app.jinja_env.filters["grade_parts"] = picture.grade_parts
    app.register_blueprint(root)
    app.register_blueprint(bp)
