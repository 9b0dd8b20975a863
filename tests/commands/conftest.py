from pathlib import Path

import pytest
from click.testing import CliRunner

from registry.cli import main
from registry.config import SECRETS


@pytest.fixture
def environment(own_databases, tmp_path: Path, request, monkeypatch):
    """The settings of a new register with an empty database, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    name = f"commands_{abs(hash(request.node.nodeid))}"
    for secret in SECRETS:
        monkeypatch.setenv(f"REGISTRY_{secret}", f"{secret.lower()}-of-the-tests-of-commands")
    monkeypatch.setenv("REGISTRY_DATABASE_URL", own_databases.create(name))
    return monkeypatch


@pytest.fixture
def run(environment):
    """Run a command as an operator types it: ``run("migrate")``."""
    return lambda *words: CliRunner().invoke(main, words)
