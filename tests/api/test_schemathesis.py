"""Schemathesis against the live API finds nothing: every check, a known seed, a bounded time."""

import subprocess
import sys
from pathlib import Path

import pytest

from registry.clock import now
from registry.extensions import db
from tests.server import serving
from tests.town import Town

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
SETTINGS = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_schemathesis_finds_nothing(new_app):
    app = new_app(RATELIMIT_ENABLED=False)
    with app.app_context():
        Town(now=now())
        db.session.remove()
    with serving(app) as live:
        run = subprocess.run(
            [
                *(SCHEMATHESIS, "--config-file", SETTINGS, "run"),
                *(f"{live.url}/api/v1/openapi.json", "--checks", "all"),
                *("--seed", "20261122", "--max-examples", "6", "--no-color"),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=SETTINGS.parent,
        )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]
