"""Promises every route keeps."""

import re

import pytest

from registry.auth import declared
from tests.architecture.source import PROJECT

PUBLIC_URLS = PROJECT / "tests" / "architecture" / "public_urls.txt"
PARAMETER = re.compile(r"<([^>]+)>")


def test_every_view_declares_who_may_see_it(app):
    silent = [name for name in app.view_functions if declared(app, name) == "nobody"]
    assert not silent, f"Add @access(...) to: {silent}"


def test_paths_are_kebab_case(app):
    for rule in app.url_map.iter_rules():
        fixed = PARAMETER.sub("", rule.rule)
        assert re.fullmatch(r"[a-z0-9/.-]*", fixed), f"Use kebab-case in {rule.rule}"


def test_parameters_are_typed(app):
    for rule in app.url_map.iter_rules():
        for parameter in PARAMETER.findall(rule.rule):
            assert ":" in parameter, f"Give {parameter} a type in {rule.rule}"


def test_pages_for_people_have_their_language_in_the_address(app):
    without = {"/", "/static/", "/api/", "/id/", "/healthz", "/robots.txt", "/sitemap.xml"}
    for rule in app.url_map.iter_rules():
        if rule.rule == "/" or any(rule.rule.startswith(start) for start in without - {"/"}):
            continue
        assert rule.rule.startswith("/<any(en, ms):lang>/"), rule.rule


def test_nothing_becomes_public_silently(app, request: pytest.FixtureRequest):
    found = "".join(f"{line}\n" for line in sorted(_public(app)))
    if request.config.getoption("--accept-public-urls"):
        PUBLIC_URLS.write_text(found)
    assert found == PUBLIC_URLS.read_text(), (
        "What anyone may reach has changed. If that is meant: pytest --accept-public-urls "
        "tests/architecture, and look at the difference before you commit it."
    )


def _public(app):
    for rule in app.url_map.iter_rules():
        who = declared(app, rule.endpoint)
        if who in {"anyone", "demonstration"}:
            methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
            yield f"{rule.rule} {methods}" + (f" ({who} only)" if who == "demonstration" else "")
