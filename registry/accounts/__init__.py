"""Accounts: signing up and in, second factor, and authority to act for an organisation."""

from flask import Flask
from flask_security import Security, SQLAlchemySessionUserDatastore

from registry.auth import declare_library_view
from registry.extensions import db
from registry.models import Role, User, WebAuthn

security = Security()


def init_app(app: Flask) -> None:
    app.config.setdefault("SECURITY_PASSWORD_SALT", app.config.get("PASSWORD_SALT", ""))
    app.config.setdefault("SECURITY_PASSWORD_HASH", "argon2")
    app.config.setdefault("SECURITY_URL_PREFIX", "/<any(en, ms):lang>")
    users = SQLAlchemySessionUserDatastore(db.session, User, Role, WebAuthn)
    security.init_app(app, users)
    for endpoint in app.view_functions:
        if endpoint.startswith("security."):
            declare_library_view(app, endpoint, "anyone")
