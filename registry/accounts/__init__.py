"""Accounts: signing up and in, second factor, and authority to act for an organisation."""

from pathlib import Path

from flask import Flask
from flask_security import Security

from registry.accounts import (
    agencies,
    authority,
    demonstration,
    joining,
    members,
    provider,
    routes,
    second_factor,
    sign_in,
    single_sign_on,
    staff,
)
from registry.accounts.letters import Letters
from registry.accounts.settings import security_settings
from registry.accounts.totp import OneTimeCodes
from registry.accounts.users import Passwords, Users
from registry.extensions import db
from registry.models import Role, User, WebAuthn

__all__ = [
    "agencies",
    "authority",
    "demonstration",
    "init_app",
    "joining",
    "members",
    "routes",
    "second_factor",
    "sign_in",
    "single_sign_on",
    "staff",
]


def init_app(app: Flask) -> None:
    translations = str(Path(app.root_path) / "translations")
    app.config.from_mapping(security_settings(app.config, translations))
    security = Security(
        app,
        Users(db.session, User, Role, WebAuthn),
        register_blueprint=False,
        mail_util_cls=Letters,
        password_util_cls=Passwords,
        totp_cls=OneTimeCodes,
        **sign_in.FORMS,
    )
    app.jinja_env.globals["opened_by_provider"] = single_sign_on.is_linked
    security.want_json(lambda request: False)
    sign_in.init_app(app)
    provider.init_app(app)
    app.register_blueprint(routes.bp)
