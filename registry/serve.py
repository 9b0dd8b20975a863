"""Before the server answers: a demonstration is prepared, an old database is refused."""

import json
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import select

from registry import adopted
from registry.config import SECRETS, SettingError
from registry.extensions import db
from registry.models import Organisation
from registry.schema import current_version, is_up_to_date, newest_version, upgrade
from registry.scoring import CatalogueError

KEPT_SECRETS = Path("var/demonstration-secrets.json")
UNFINISHED = Path("var/demonstration-unfinished")
"""Stands there while the fictional data is made, and stays when that was interrupted."""
INTRODUCTION = Path("var/demonstration-accounts.txt")


class DemonstrationError(Exception):
    """The demonstration could not be prepared; the message says what to do."""


def address_of(host: str) -> str:
    """The number of this machine that a name stands for."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return str(found[0][4][0])


def port_is_free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def demonstration_settings(given: Mapping[str, str], *, address: str) -> dict[str, str]:
    """The settings that a demonstration makes for itself; none for a register in earnest."""
    if given.get("REGISTRY_DEMONSTRATION", "0").lower() not in {"1", "true"}:
        return {}
    made = {"REGISTRY_HTTPS": "0", "REGISTRY_PUBLIC_URL": address}
    if not any(f"REGISTRY_{name}" in given for name in SECRETS):
        made |= {f"REGISTRY_{name}": value for name, value in _kept_secrets().items()}
    return {name: value for name, value in made.items() if name not in given}


def _kept_secrets() -> dict[str, str]:
    """Secrets of this folder's demonstration, made once so that sessions survive a restart."""
    if not KEPT_SECRETS.exists():
        KEPT_SECRETS.parent.mkdir(exist_ok=True)
        KEPT_SECRETS.touch(mode=0o600)
        KEPT_SECRETS.write_text(json.dumps({name: secrets.token_urlsafe(32) for name in SECRETS}))
    kept: dict[str, str] = json.loads(KEPT_SECRETS.read_text())
    return kept


def prepare_demonstration(*, say: Callable[[str], object]) -> None:
    """Make the tables, the fictional data when there is none, and introduce the accounts."""
    if not is_up_to_date():
        upgrade()
    if UNFINISHED.exists():
        raise DemonstrationError(
            "An earlier start was stopped while it made the demonstration data. "
            "Remove the folder var/ and start again."
        )
    if _is_empty():
        say("Making the demonstration data: fictional companies over three years ...")
        UNFINISHED.parent.mkdir(exist_ok=True)
        UNFINISHED.touch()
        _run_seed()
        UNFINISHED.unlink()
    if not INTRODUCTION.exists():
        INTRODUCTION.write_text(_run_seed("--accounts", stdout=subprocess.PIPE))
    say(INTRODUCTION.read_text().rstrip())


def _is_empty() -> bool:
    empty = db.session.scalar(select(Organisation.id).limit(1)) is None
    db.session.remove()  # an open transaction would lock the seed out
    return empty


def _run_seed(*options: str, stdout: int | None = None) -> str:
    """Run the program that makes fictional data; it is a program of its own, never a part of us."""
    run = subprocess.run([sys.executable, "-m", "seed", *options], stdout=stdout, text=True)
    if run.returncode:
        raise DemonstrationError(
            "The demonstration data could not be made; the reason stands above. "
            "Remove the folder var/ to begin anew."
        )
    return run.stdout or ""


def refuse_old_tables() -> None:
    """Raise ``SettingError`` unless the database has the tables this code was written for."""
    if not is_up_to_date():
        raise SettingError(
            f"The database is at version {current_version() or 'none'}; this code needs "
            f"{newest_version()}. Make a backup and run: registry migrate"
        )


def refuse_lost_adoptions() -> None:
    """Raise ``SettingError`` where a rule that was adopted means nothing in the files of today."""
    try:
        adopted.catalogue()
    except CatalogueError as error:
        raise SettingError(
            f"A change of the rules that was adopted no longer fits the files: {error}. Restore "
            "what it changes in registry/scoring/criteria, see docs/decisions/0009."
        ) from error
