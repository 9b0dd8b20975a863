"""Routes of the demonstration: the letters it wrote, and the codes of its accounts."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from registry.accounts import queries
from registry.accounts.routes import bp
from registry.accounts.totp import codes
from registry.auth import access
from registry.headers import number
from registry.models import User

PASSWORD = "lantern-orchard-ferry-2026"
"""Of every demonstration account; such an account exists only while the register is one."""


@dataclass(frozen=True)
class DemonstrationAccount:
    """An account to try the register with, and its second-factor code of this half minute."""

    user: User
    code: str


@bp.get("/demonstration/outbox")
@access("demonstration")
def outbox() -> ResponseReturnValue:
    recipient = request.args.get("to", "")
    letters = queries.letters(recipient, request.args.get("before", type=number))
    return render_template(
        "accounts/outbox.html",
        recipient=recipient,
        letters=letters[: queries.SHOWN],
        more=len(letters) > queries.SHOWN,
    )


@bp.get("/demonstration/codes")
@access("demonstration")
def demonstration_codes() -> ResponseReturnValue:
    accounts = [
        DemonstrationAccount(user, _code(user)) for user in queries.demonstration_accounts()
    ]
    return render_template("accounts/codes.html", accounts=accounts, password=PASSWORD)


def _code(user: User) -> str:
    return codes().generate_totp_password(user.tf_totp_secret) if user.tf_totp_secret else ""
