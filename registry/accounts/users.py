"""How Flask-Security finds accounts and judges passwords."""

from typing import Any, cast

from flask import current_app
from flask_security import PasswordUtil, SQLAlchemySessionUserDatastore
from flask_security.utils import get_message

from registry.accounts.settings import SHORTEST_PASSWORD
from registry.models import User

JUDGED = 72
"""zxcvbn refuses to look at more characters; what is longer is judged by its beginning."""


class Users(SQLAlchemySessionUserDatastore):
    """The accounts; those of the demonstration only while it is one."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> User | None:
        user = cast(User | None, super().find_user(case_insensitive=case_insensitive, **kwargs))
        if user and user.is_demonstration and not current_app.config["DEMONSTRATION"]:
            return None
        return user


class Passwords(PasswordUtil):
    """Refuses passwords that are short or easy to guess, in the reader's language."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        whole = self.normalize(password)
        problems, _ = super().validate(whole[:JUDGED], is_register, **kwargs)
        if problems and len(whole) >= SHORTEST_PASSWORD:
            # What zxcvbn says is English only.
            return [get_message("PASSWORD_TOO_SIMPLE")[0]], whole
        return problems, whole
