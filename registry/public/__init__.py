"""The public register: anyone may search it, read it and take its data."""

from flask import Flask

from registry.public import download_routes, machine_routes, page_routes, statement_routes  # noqa: F401
from registry.public.routes import bp, root


def init_app(app: Flask) -> None:
    app.register_blueprint(root)
    app.register_blueprint(bp)
