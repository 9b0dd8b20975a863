"""What browsers are told with every answer, and what becomes of forged or stolen requests."""

import pytest

from registry.headers import NEVER_DOCUMENTS
from tests.security.conftest import send, token_of
from tests.town import PASSWORD, SIGNATORY, places

HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
KEPT = ("SECRET_KEY", "PASSWORD_SALT", "TOTP_SECRET", "DATABASE_URL", "FILES")
"""Settings that are nobody's business."""
ELSEWHERE = ("https://evil.example", "//evil.example", "/\\evil.example", "https:evil.example")


def everything(walk):
    """Every page of the town as those who may open it see it; then files, data and failures."""
    visitors = {place.visitor for place in places(walk.town)}
    clients = {who: walk.visitor(who) for who in visitors}
    for place in places(walk.town):
        yield clients[place.visitor].get(place.address(walk.app, "en"))
    own = walk.town.published.organisation_id
    for address in (
        "/",
        "/robots.txt",
        "/sitemap.xml",
        "/healthz",
        "/api/v1/",
        "/api/v1/entries",
        "/api/v1/statements/1",
        "/api/v1/statements/999999",
        "/en/register.csv",
        "/en/data/2026.csv",
        "/en/data/2026.xlsx",
        f"/en/organisations/{own}/2026/versions/1/document.pdf",
        "/en/nothing-here",
        "/en/account",
        "/static/css/base.css",
    ):
        yield clients["reader"].get(address)
    yield clients["officer"].get("/en/account/staff")


def test_every_answer_carries_the_safeguards_and_no_secret(walk):
    secrets = [str(walk.app.config[name]) for name in KEPT] + ["$argon2"]
    secrets += [user.fs_uniquifier for user in (walk.town.signatory, walk.town.officer)]
    for answer in everything(walk):
        path = answer.request.path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        if answer.mimetype not in NEVER_DOCUMENTS:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, path
            assert "frame-ancestors 'none'" in policy, path
            assert {**HEADERS, **dict(answer.headers)} == dict(answer.headers), path
        with answer:
            found = [secret for secret in secrets if secret.encode() in answer.data]
        assert not found, path


def test_what_belongs_to_a_person_is_not_kept_by_caches(walk):
    client = walk.visitor("signatory")
    for address in ("/en/account", "/en/filings/", f"/en/filings/{walk.town.draft.reference}/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.cache_control.no_store or answer.cache_control.private, address


WITHOUT_TOKEN = {
    "/api/v1/score",
    "/<any(en, ms):lang>/verify",
    "/<any(en, ms):lang>/display",
    "/<any(en, ms):lang>/following/<string:token>/stop",
}
"""They judge or hash what they are sent and keep nothing, set how large the text is, or end letters
for whoever holds the address that stands in them (RFC 8058)."""


def test_no_form_is_taken_without_its_token(walk):
    rules = [r for r in walk.rules() if "POST" in r.methods and r.rule not in WITHOUT_TOKEN]
    assert len(rules) > 30
    for who in ("nobody", "signatory", "officer", "administrator"):
        client = walk.visitor(who)
        for rule in rules:
            address = walk.address(rule, walk.town.draft)
            for data in ({}, {"csrf_token": "forged"}):
                answer = client.post(address, data=data)
                assert answer.status_code == 400, f"{who} at {rule}: {answer.status}"


def test_the_token_of_one_visitor_is_of_no_use_to_another(walk):
    stolen = token_of(walk.visitor("rival"))
    client = walk.visitor("signatory")
    token_of(client)
    answer = client.post("/en/account/language", data={"csrf_token": stolen, "language": "ms"})
    assert answer.status_code == 400


def test_a_session_planted_before_signing_in_opens_nothing(walk):
    victim, attacker = walk.visitor("nobody"), walk.visitor("nobody")
    token_of(attacker)
    planted = attacker.get_cookie("session").value
    victim.set_cookie("session", planted)
    sign_in(victim)
    assert victim.get_cookie("session").value != planted
    attacker.set_cookie("session", planted)
    assert attacker.get("/en/account").status_code == 302


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_leads_nowhere_else(walk, place):
    answer = sign_in(walk.visitor("nobody"), f"?next={place}")
    assert answer.location is None or "evil" not in answer.location.partition("?")[0]


def sign_in(client, query=""):
    data = {"email": SIGNATORY, "password": PASSWORD, "csrf_token": token_of(client)}
    return client.post(f"/en/sign-in{query}", data=data)


def test_the_session_cookie_is_for_our_site_and_not_for_scripts(walk):
    client = walk.visitor("nobody")
    [cookie] = [
        value
        for name, value in client.get("/en/sign-in").headers
        if name == "Set-Cookie" and value.startswith("session=")
    ]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_session_cookie_travels_only_encrypted(new_app):
    app = new_app(HTTPS=True, DEMONSTRATION=False)
    answer = app.test_client().get("/en/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers.get("Strict-Transport-Security", "")


def test_readers_get_no_cookie(walk):
    """Pages of the public set nothing, so that caches may keep them and nobody is followed."""
    client = walk.visitor("nobody")
    for address in ("/en/", "/en/register", "/ms/criteria", "/api/v1/entries"):
        assert "Set-Cookie" not in client.get(address).headers, address


def test_signing_out_ends_the_session(walk):
    client = walk.visitor("signatory")
    assert client.get("/en/account").status_code == 200
    send(client, "POST", "/en/sign-out")
    assert client.get("/en/account").status_code == 302
