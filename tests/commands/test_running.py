"""Bringing a register up: settings, tables, the first administrator, the port."""

import re
import socket

import pytest
from sqlalchemy import select

from registry import ledger
from registry.clock import now
from registry.commands.context import application
from registry.extensions import db
from registry.models import LedgerEvent, StaffRoleChange
from registry.serve import demonstration_settings, port_is_free

ADDRESS = "http://127.0.0.1:8000"


def test_without_its_secrets_the_register_does_not_start(run, environment):
    environment.delenv("REGISTRY_SECRET_KEY")
    result = run("migrate")
    assert result.exit_code == 1
    assert "Set REGISTRY_SECRET_KEY" in result.output


def test_a_misspelt_setting_is_named(run, environment):
    environment.setenv("REGISTRY_SMTP", "smtp://localhost")
    assert "Unknown setting REGISTRY_SMTP." in run("migrate").output


def test_migrating_twice_changes_nothing_the_second_time(run):
    assert "from version none to" in run("migrate").output
    again = run("migrate")
    assert (again.exit_code, "Nothing to do" in again.output) == (0, True)


def test_an_old_database_is_not_served(run):
    result = run("serve", "--port", str(_free_port()))
    assert result.exit_code == 1
    assert "registry migrate" in result.output


def test_a_port_in_use_is_named_with_what_to_do(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
        result = run("serve", "--port", str(port))
    assert f"Port {port} on 127.0.0.1 is in use" in result.output


def test_the_first_administrator_chooses_a_password_on_a_link_that_works(run):
    run("migrate")
    result = run("create-administrator", "Puan.Siti@example.com", "--name", "Siti")
    assert result.exit_code == 0, result.output
    path = re.search(r"^http://127.0.0.1:8000(/en/reset-password/\S+)$", result.output, re.M)[1]
    with application() as app:
        assert app.test_client().get(path).status_code == 200
        change = db.session.scalars(select(StaffRoleChange)).one()
        assert (change.user.email, change.role) == ("puan.siti@example.com", "administrator")


def test_nobody_becomes_administrator_twice(run):
    run("migrate")
    run("create-administrator", "siti@example.com", "--name", "Siti")
    again = run("create-administrator", "SITI@example.com", "--name", "Siti")
    assert (again.exit_code, "has an account already" in again.output) == (1, True)


def test_settings_are_shown_without_their_secrets(run, environment):
    environment.setenv("REGISTRY_SMTP_URL", "smtp://register:hunter2@mail.example.com:587")
    environment.setenv("REGISTRY_OIDC_CLIENT_SECRET", "hunter2")
    output = run("check-settings").output
    assert "of-the-tests-of-commands" not in output
    assert "hunter2" not in output
    assert "REGISTRY_SMTP_URL=smtp://...@mail.example.com:587" in output


def test_what_is_to_be_mended_is_said(run):
    result = run("check-settings")
    assert result.exit_code == 1
    assert "Run: registry migrate" in result.output
    assert "letters stay in the outbox" in result.output


def test_single_sign_on_that_is_half_set_up_is_named(run, environment):
    environment.setenv("REGISTRY_OIDC_ISSUER", "http://login.example.my")
    environment.setenv("REGISTRY_OIDC_SCOPE", "email")
    environment.setenv("REGISTRY_SESSION_MINUTES", "5")
    output = run("check-settings").output
    for problem in (
        "OIDC_CLIENT_ID is empty",
        "https:, so anybody",
        "contain openid",
        "15 (people",
    ):
        assert problem in output


@pytest.mark.parametrize("place", ["a-file/kept.sqlite", "a-folder"])
def test_kept_pages_that_cannot_be_written_are_named(run, environment, tmp_path, place):
    (tmp_path / "a-file").touch()
    (tmp_path / "a-folder").mkdir()
    environment.setenv("REGISTRY_KEPT_PAGES", str(tmp_path / place))
    assert "The file of REGISTRY_KEPT_PAGES cannot be written" in run("check-settings").output


@pytest.mark.parametrize("place", ["kept.sqlite", "", "not/made/yet/kept.sqlite"])
def test_kept_pages_that_can_be_written_are_not_begun(run, environment, tmp_path, place):
    environment.setenv("REGISTRY_KEPT_PAGES", str(tmp_path / place) if place else "")
    assert "KEPT_PAGES cannot" not in run("check-settings").output
    assert not list(tmp_path.rglob("kept.sqlite"))


def test_kept_pages_without_any_room_are_named(run, environment):
    environment.setenv("REGISTRY_KEPT_PAGES_MB", "0")
    assert "REGISTRY_KEPT_PAGES_MB should be 1 or more" in run("check-settings").output


def test_a_finished_register_has_nothing_to_mend(run, environment):
    run("migrate")
    environment.setenv("REGISTRY_PUBLIC_URL", "https://register.example.my")
    environment.setenv("REGISTRY_SMTP_URL", "smtp://mail.example.my")
    environment.setenv("REGISTRY_MAIL_FROM", "register@example.my")
    environment.setenv("REGISTRY_CONTACT", "help@example.my")
    result = run("check-settings")
    assert (result.exit_code, "All well." in result.output) == (0, True), result.output


def test_only_a_demonstration_makes_secrets_for_itself(environment):
    assert demonstration_settings({}, address=ADDRESS) == {}


def test_a_demonstration_keeps_its_secrets(environment):
    demonstration = {"REGISTRY_DEMONSTRATION": "1"}
    first = demonstration_settings(demonstration, address=ADDRESS)
    assert len(first["REGISTRY_SECRET_KEY"]) >= 32
    assert demonstration_settings(demonstration, address=ADDRESS) == first


def test_a_demonstration_overrules_no_setting(environment):
    given = {"REGISTRY_DEMONSTRATION": "1", "REGISTRY_PUBLIC_URL": "https://demo.example.my"}
    assert "REGISTRY_PUBLIC_URL" not in demonstration_settings(given, address=ADDRESS)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_an_entry_of_the_log_that_does_not_follow_is_named(run):
    run("migrate")
    with application():
        ledger.append("filed", "ATIP-2026-0000011", {}, at=now())
        db.session.commit()
    assert "The log is whole" in run("check-ledger").output
    with application():
        forged = {"kind": "published", "subject": "ATIP-2026-0000022", "data": "{}"}
        db.session.add(LedgerEvent(**forged, at=now(), previous=ledger.GENESIS, sha256="f" * 64))
        db.session.commit()
    result = run("check-ledger")
    assert result.exit_code == 1
    assert "Entry 2 (published ATIP-2026-0000022)" in result.output
    assert "Entry 2 is not at its place in the tree." in result.output
