"""``registry check-settings``: what the register was told, and whether it works."""

import os
from collections.abc import Callable, Iterator
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from registry.commands.context import in_application
from registry.config import SECRETS, Config, SettingError
from registry.schema import is_up_to_date
from registry.serve import refuse_lost_adoptions
from registry.uploads import SCAN_SECONDS, scanning

Check = Callable[[dict[str, Any]], Iterator[str]]
MAY_HOLD_PASSWORDS = {"DATABASE_URL", "SMTP_URL", "REDIS_URL"}


@click.command("check-settings")
@in_application
def check_settings() -> None:
    """Show every setting and what should be mended before people use the register."""
    for setting in fields(Config):
        click.echo(f"REGISTRY_{setting.name}={_shown(setting.name)}")
    problems = [problem for check in CHECKS for problem in check(current_app.config)]
    for problem in problems:
        click.echo(f"- {problem}", err=True)
    if problems:
        raise click.ClickException(
            f"{len(problems)} to mend; docs/operations.md explains each setting."
        )
    click.echo("All well.")


def _shown(name: str) -> str:
    value = str(current_app.config[name])
    if name in SECRETS or (name.endswith("_SECRET") and value):
        return "(kept secret)"
    if name in MAY_HOLD_PASSWORDS and "@" in value:
        scheme, _, rest = value.partition("://")
        return f"{scheme}://...@{rest.rpartition('@')[2]}"
    return value


def _database(config: dict[str, Any]) -> Iterator[str]:
    try:
        if not is_up_to_date():
            yield "The database is not at the newest version of the tables. Run: registry migrate"
    except SQLAlchemyError as error:
        yield f"The database of REGISTRY_DATABASE_URL does not answer: {error}"


def _rules(config: dict[str, Any]) -> Iterator[str]:
    try:
        refuse_lost_adoptions()
    except SettingError as error:
        yield str(error)
    except SQLAlchemyError:
        """The check of the database says what is wrong with it."""


def _addresses(config: dict[str, Any]) -> Iterator[str]:
    if not config["HTTPS"]:
        yield "REGISTRY_HTTPS is off, so cookies travel in clear text."
    if config["PUBLIC_URL"].startswith("http:"):
        yield "REGISTRY_PUBLIC_URL starts with http:, so links in letters are not protected."


def _people(config: dict[str, Any]) -> Iterator[str]:
    for name in ("MAIL_FROM", "CONTACT"):
        if config[name].endswith(".invalid"):
            yield f"REGISTRY_{name} is the example address; nobody reads it."
    if not config["SMTP_URL"]:
        yield "REGISTRY_SMTP_URL is empty, so letters stay in the outbox and reach nobody."
    if config["DEMONSTRATION"]:
        yield "REGISTRY_DEMONSTRATION is on: everybody may read the outbox."


def _sessions(config: dict[str, Any]) -> Iterator[str]:
    if not 15 <= config["SESSION_MINUTES"] <= 1440:
        yield (
            "REGISTRY_SESSION_MINUTES should be from 15 (people read for that long) to 1440: "
            "nobody stays signed in for more than a day."
        )


def _single_sign_on(config: dict[str, Any]) -> Iterator[str]:
    if not config["OIDC_ISSUER"]:
        return
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        if not config[name]:
            yield f"REGISTRY_{name} is empty; the provider of REGISTRY_OIDC_ISSUER gives you one."
    if not config["OIDC_ISSUER"].startswith("https:"):
        yield "REGISTRY_OIDC_ISSUER does not start with https:, so anybody could pose as it."
    if "openid" not in config["OIDC_SCOPE"].split():
        yield "REGISTRY_OIDC_SCOPE must contain openid."


def _files(config: dict[str, Any]) -> Iterator[str]:
    if config["READERS"] < 1:
        yield "REGISTRY_READERS is below 1, so no file can be uploaded."
    if not config["CLAMD"]:
        return
    try:
        scanning.known_malware(BytesIO(b"nothing"), config["CLAMD"], seconds=SCAN_SECONDS)
    except scanning.ScannerDown as error:
        yield f"The scanner of REGISTRY_CLAMD does not answer, so no file is taken: {error}"


def _kept_pages(config: dict[str, Any]) -> Iterator[str]:
    """Looked at and not tried: a file that an operator made, the register could not write."""
    if not config["KEPT_PAGES"]:
        return
    file = Path(config["KEPT_PAGES"])
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    may_write = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    if file.exists():
        may_write = may_write and file.is_file() and os.access(file, os.W_OK)
    if not may_write:
        yield (
            f"The file of REGISTRY_KEPT_PAGES cannot be written: {file}. Every page is made anew "
            "for each reader."
        )
    if config["KEPT_PAGES_MB"] < 1:
        yield "REGISTRY_KEPT_PAGES_MB should be 1 or more; SQLite knows no smaller limit."


CHECKS: tuple[Check, ...] = (
    _files,
    _kept_pages,
    _database,
    _rules,
    _addresses,
    _people,
    _sessions,
    _single_sign_on,
)
