"""``registry create-administrator``: the first account of a new register."""

import click
from flask import current_app, url_for
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select

from registry.accounts import services
from registry.clock import now
from registry.commands.context import in_application
from registry.extensions import db
from registry.models import StaffRole, User


@click.command("create-administrator")
@click.argument("email")
@click.option("--name", prompt=True, help="The person's name, as colleagues see it.")
@in_application
def create_administrator(email: str, name: str) -> None:
    """Make an administrator's account and print the link on which EMAIL chooses a password.

    Nobody can sign in before that. Further members of staff sign up, and the administrator gives
    them their roles.
    """
    if db.session.scalar(select(User).filter_by(email=email.strip().lower())):
        raise click.ClickException(f"{email} has an account already.")
    at = now()
    user = services.create_user(email, name=name, at=at)
    reason = "registry create-administrator"
    services.grant_staff_role(user, role=StaffRole.ADMINISTRATOR, by=None, reason=reason, at=at)
    db.session.commit()
    click.echo("Give this link to the new administrator. It works once, for a short time:")
    click.echo(_link(user))


def _link(user: User) -> str:
    with current_app.test_request_context(base_url=current_app.config["PUBLIC_URL"]):
        token = generate_reset_password_token(user)
        return url_for("security.reset_password", token=token, lang=user.language, _external=True)
