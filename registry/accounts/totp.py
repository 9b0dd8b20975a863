"""Second-factor codes: the picture that an app scans, and codes that work once."""

from typing import cast

import segno
from flask import current_app
from flask_security import Totp, UserMixin
from passlib.totp import TotpMatch

from registry.models import User


class OneTimeCodes(Totp):
    """Time-based codes (RFC 6238), each accepted once; secrets are sealed by the operator's key."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The provisioning address as a picture for the ``src`` of an image."""
        address = self.get_totp_uri(username, totp)
        return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"))

    def sealed(self, secret: str) -> str:
        """A secret in base 32 as it is kept in the database."""
        return str(self._totp(key=secret, format="base32").to_json(encrypt=True))

    def get_last_counter(self, user: UserMixin) -> int | None:
        return cast(User, user).totp_counter

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        cast(User, user).totp_counter = tmatch.counter


def codes() -> OneTimeCodes:
    """The codes of this application."""
    factory: OneTimeCodes = current_app.extensions["security"].totp_factory
    return factory
