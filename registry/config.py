"""Every setting the application reads, with its meaning; values come from the environment.

A setting is read from ``REGISTRY_<NAME>``. What production needs and nobody gave is refused at
start-up, with the name of the setting and how to make a value for it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

SECRETS = ("SECRET_KEY", "PASSWORD_SALT", "TOTP_SECRET")
"""Required, and never shown."""


class SettingError(Exception):
    """A setting is missing or wrong; the message names it and the remedy."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of one running register."""

    SECRET_KEY: str = field(
        metadata={"about": "Signs sessions and tokens: 32 random bytes or more."}
    )
    PASSWORD_SALT: str = field(
        metadata={"about": "Pepper of the password hashes: 16 random bytes or more."}
    )
    TOTP_SECRET: str = field(metadata={"about": "Encrypts the second-factor seeds at rest."})
    LOG_SECRET: str = field(
        default="",
        metadata={
            "about": "Makes the key that signs the head of the log; empty: made of SECRET_KEY."
        },
    )
    DATABASE_URL: str = field(
        default="sqlite:///var/register.sqlite",
        metadata={"about": "SQLAlchemy address: sqlite:///... or postgresql+psycopg://..."},
    )
    DEMONSTRATION: bool = field(
        default=False,
        metadata={
            "about": "Fictional companies and accounts, a public outbox, a banner on every page."
        },
    )
    FILES: str = field(
        default="var/files",
        metadata={"about": "Folder of the stored files, or s3://bucket/prefix."},
    )
    S3_ENDPOINT: str = field(
        default="", metadata={"about": "Address of an S3-compatible store, if not AWS."}
    )
    CLAMD: str = field(
        default="",
        metadata={"about": "ClamAV's daemon: host:port or path of its socket; empty: no scan."},
    )
    READERS: int = field(
        default=2,
        metadata={"about": "How many uploaded files a machine reads at once; fewer than workers."},
    )
    SMTP_URL: str = field(
        default="",
        metadata={
            "about": "smtp://user:password@host:587 (STARTTLS) or smtps://...; empty: none is sent."
        },
    )
    MAIL_FROM: str = field(
        default="register@example.invalid", metadata={"about": "Sender of the register's mail."}
    )
    REDIS_URL: str = field(
        default="",
        metadata={"about": "Counts rate limits over several processes; empty counts in memory."},
    )
    PUBLIC_URL: str = field(
        default="http://127.0.0.1:8000",
        metadata={"about": "The address people use; links in mail and receipts start with it."},
    )
    KEPT_PAGES: str = field(
        default="var/kept-pages.sqlite",
        metadata={"about": "File in which a machine keeps the public pages it made; empty: none."},
    )
    KEPT_PAGES_MB: int = field(
        default=256, metadata={"about": "How large that file may grow, in megabytes."}
    )
    HTTPS: bool = field(
        default=True,
        metadata={"about": "Secure cookies and HSTS; off only on a developer's machine."},
    )
    TRUSTED_PROXIES: int = field(
        default=0, metadata={"about": "How many proxies in front set X-Forwarded-For and -Proto."}
    )
    MAX_UPLOAD_MB: int = field(
        default=20, metadata={"about": "Largest request body, in megabytes."}
    )
    SESSION_MINUTES: int = field(
        default=60,
        metadata={"about": "Minutes without activity after which people are signed out."},
    )
    OIDC_ISSUER: str = field(
        default="",
        metadata={"about": "Issuer of single sign-on by OpenID Connect; empty: there is none."},
    )
    OIDC_CLIENT_ID: str = field(
        default="", metadata={"about": "What the provider calls this register."}
    )
    OIDC_CLIENT_SECRET: str = field(
        default="", metadata={"about": "The secret that the provider gave this register."}
    )
    OIDC_LABEL: str = field(
        default="single sign-on", metadata={"about": "The provider's name on the button."}
    )
    OIDC_SCOPE: str = field(
        default="openid email profile", metadata={"about": "What the provider is asked for."}
    )
    OIDC_EMAIL_CLAIM: str = field(
        default="email", metadata={"about": "The claim that holds the e-mail address."}
    )
    OIDC_VERIFIED_CLAIM: str = field(
        default="email_verified",
        metadata={"about": "The claim that says, by true, that the address is confirmed."},
    )
    OIDC_STRONG: str = field(
        default="",
        metadata={"about": "Values of acr or amr that stand for a second factor, with spaces."},
    )
    CONCERNS_A_DAY: int = field(
        default=200,
        metadata={"about": "Questions and concerns that are taken in a day, in all; then no more."},
    )
    OPERATOR: str = field(
        default="Register operator",
        metadata={"about": "Who runs this register; shown in the footer."},
    )
    CONTACT: str = field(
        default="register@example.invalid", metadata={"about": "Where the public writes to."}
    )

    SPLASK: bool = field(
        default=False,
        metadata={"about": "Marks parts of pages for the crawler that rates government sites."},
    )

    def as_flask(self) -> dict[str, Any]:
        """The settings under the names that Flask and its extensions read."""
        return {
            **{f.name: getattr(self, f.name) for f in fields(self)},
            "SQLALCHEMY_DATABASE_URI": _from_here(self.DATABASE_URL),
            "SESSION_COOKIE_SECURE": self.HTTPS,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "MAX_CONTENT_LENGTH": self.MAX_UPLOAD_MB * 1024 * 1024,
            "MAX_FORM_PARTS": 20_000,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "PREFERRED_URL_SCHEME": "https" if self.HTTPS else "http",
        }


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """Read ``REGISTRY_*``; raise ``SettingError`` for what is missing, unknown or malformed."""
    given = {
        name.removeprefix("REGISTRY_"): value
        for name, value in (os.environ if environment is None else environment).items()
        if name.startswith("REGISTRY_")
    }
    known = {f.name: f for f in fields(Config)}
    if unknown := sorted(given.keys() - known):
        raise SettingError(
            f"Unknown setting REGISTRY_{unknown[0]}. docs/operations.md lists them all."
        )
    for name in SECRETS:
        if len(given.get(name, "")) < 16:
            raise SettingError(
                f"Set REGISTRY_{name} to a secret of 16 characters or more, such as this prints: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
            )
    return Config(**{name: _typed(name, value, known[name].type) for name, value in given.items()})


def _from_here(address: str) -> str:
    """Read a relative SQLite path from the working directory, as every other path is read."""
    start = "sqlite:///"
    path = address.removeprefix(start)
    if not address.startswith(start) or path.startswith(("/", ":", "file:")) or not path:
        return address
    return f"{start}{Path(path).absolute()}"


def _typed(name: str, value: str, wanted: Any) -> Any:
    if wanted is bool:
        if value.lower() not in {"0", "1", "true", "false"}:
            raise SettingError(f"REGISTRY_{name} is {value!r}; write 1 or 0.")
        return value.lower() in {"1", "true"}
    if wanted is int:
        if not value.isdigit():
            raise SettingError(f"REGISTRY_{name} is {value!r}; write a whole number.")
        return int(value)
    return value
