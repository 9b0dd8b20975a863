"""How Flask-Security is set up here; docs/decisions/0002-accounts.md says why."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_security import uia_email_mapper

from registry.accounts.messages import MESSAGES

FRESH = timedelta(minutes=30)
"""How long after entering the password a person may change what guards the account."""

SHORTEST_PASSWORD = 12


def security_settings(config: Mapping[str, Any], translations: str) -> dict[str, Any]:
    """Flask-Security's settings, from ours and the folder of our translations."""
    return {
        **{f"SECURITY_{name}": value for name, value in _settings(config, translations).items()},
        **{f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()},
    }


def _settings(config: Mapping[str, Any], translations: str) -> dict[str, Any]:
    return {
        **PASSWORDS,
        **LETTERS,
        **AFTERWARDS,
        "PASSWORD_SALT": config["PASSWORD_SALT"],
        "TOTP_SECRETS": {"1": config["TOTP_SECRET"]},
        "TOTP_ISSUER": "ATIP Register",
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [_fernet_key(config["TOTP_SECRET"])],
        "I18N_DOMAIN": "messages",
        "I18N_DIRNAME": [translations],
        "REGISTERABLE": True,
        "CONFIRMABLE": True,
        "RECOVERABLE": True,
        "CHANGEABLE": True,
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "RETURN_GENERIC_RESPONSES": True,
        "API_ENABLED_METHODS": ["session"],
        "FRESHNESS": FRESH,
        "FRESHNESS_GRACE_PERIOD": FRESH,
        "USER_IDENTITY_ATTRIBUTES": [
            {"email": {"mapper": uia_email_mapper, "case_insensitive": False}}
        ],
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
    }


PASSWORDS = {
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    "PASSWORD_COMPLEXITY_CHECKER": "zxcvbn",
    "PASSWORD_CONFIRM_REQUIRED": False,
    # Digests inside signed links: quick, so that a known address takes no longer than another.
    "HASHING_SCHEMES": ["hex_sha256"],
    "DEPRECATED_HASHING_SCHEMES": [],
}

LETTERS = {
    # Our letters are rendered by registry.notices, in the reader's language.
    "EMAIL_PLAINTEXT": False,
    "EMAIL_HTML": False,
    "REGISTER_EMAIL_TEMPLATE": "account-confirm",
    "REGISTER_EMAIL_EXISTING_TEMPLATE": "account-exists",
    "EMAIL_TEMPLATE_CONFIRM": "account-confirm",
    "EMAIL_TEMPLATE_PASSWORD_RESET": "account-reset",
    "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "account-password-changed",
    "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "account-password-changed",
    "CONFIRM_EMAIL_WITHIN": timedelta(days=2),
    "RESET_PASSWORD_WITHIN": timedelta(hours=2),
}

AFTERWARDS = {
    "POST_LOGIN_VIEW": "accounts.start",
    "POST_LOGOUT_VIEW": "public.home",
    "POST_REGISTER_VIEW": "security.login",
    "POST_CONFIRM_VIEW": "security.login",
    "POST_RESET_VIEW": "security.login",
    "POST_CHANGE_VIEW": "accounts.home",
    "POST_VERIFY_VIEW": "accounts.home",
    "LOGIN_USER_TEMPLATE": "security/sign_in.html",
    "REGISTER_USER_TEMPLATE": "security/sign_up.html",
    "SEND_CONFIRMATION_TEMPLATE": "security/send_confirmation.html",
    "FORGOT_PASSWORD_TEMPLATE": "security/forgot_password.html",
    "RESET_PASSWORD_TEMPLATE": "security/reset_password.html",
    "CHANGE_PASSWORD_TEMPLATE": "security/change_password.html",
    "VERIFY_TEMPLATE": "security/verify.html",
    "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "security/second_factor.html",
    "MULTI_FACTOR_RECOVERY_TEMPLATE": "security/recovery_code.html",
    "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "security/recovery_codes.html",
}


def _fernet_key(secret: str) -> bytes:
    """A key of the form that Fernet wants, from a secret of any length."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"recovery codes\0" + secret.encode()).digest())
