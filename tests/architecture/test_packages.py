"""Every package is pinned by version and hash, and comes from wherever the installer looks."""

import re
import tomllib

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:")
PINNED = re.compile(r"^([a-z0-9.-]+)(?:\[[^\]]+\])?==\S+", re.M)


@pytest.mark.parametrize("name", (*LOCKS, "pyproject.toml"))
def test_no_index_is_named(project, name):
    assert not ADDRESS.findall((project / name).read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(project, name):
    _header, *packages = re.split(r"^(?=[a-z])", (project / name).read_text(), flags=re.M)
    assert packages
    assert not [part for part in packages if "==" not in part or "--hash=sha256:" not in part]


def test_the_lock_holds_every_declared_dependency(project):
    declared = tomllib.loads((project / "pyproject.toml").read_text())["project"]["dependencies"]
    pinned = set(PINNED.findall((project / "requirements.lock").read_text()))
    names = {re.match(r"[A-Za-z0-9._-]+", text).group().lower() for text in declared}
    assert not names - pinned, "run: make lock"


def test_working_on_the_register_uses_the_versions_that_run_it(project):
    def pins(name):
        return set(re.findall(r"^[a-z0-9.\[\],-]+==\S+", (project / name).read_text(), re.M))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
