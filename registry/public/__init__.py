"""The public register: anyone may search it, read it and take its data."""

from flask import Flask

from registry.public.routes import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
