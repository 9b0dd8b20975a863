"""A real OpenID Connect provider as a process of its own, honest unless a person's claims say else.

``python -m tests.accounts.oidc_provider PORT``. The claim ``lie`` names what its answers get wrong.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from flask import Flask, Response, g, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.server import free_port

LIES: dict[str, dict[str, Any]] = {
    "nonce": {"nonce": "of-another-visit"},
    "issuer": {"iss": "https://another.example"},
    "audience": {"aud": "another-register"},
    "age": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200},
    "key": {},
    "symmetric": {},
}


@dataclass(frozen=True)
class Provider:
    """The running provider, and a browser's way through it."""

    url: str

    def knows(self, subject: str, **claims: Any) -> None:
        answer = requests.put(f"{self.url}/users/{subject}", json=claims, timeout=10)
        answer.raise_for_status()

    def answer(self, address: str, subject: str) -> str:
        """Sign in there as ``subject``: the address to which the provider leads back."""
        answer = requests.post(address, data={"sub": subject}, timeout=10, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def refuse(self, address: str) -> str:
        answer = requests.post(address, data={"action": "deny"}, timeout=10, allow_redirects=False)
        return answer.headers["Location"]


@contextmanager
def running() -> Iterator[Provider]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.accounts.oidc_provider", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        provider = Provider(f"http://127.0.0.1:{port}")
        _wait_for(provider)
        yield provider
    finally:
        process.kill()
        process.wait()


def _wait_for(provider: Provider) -> None:
    for _ in range(600):
        try:
            requests.get(f"{provider.url}/.well-known/openid-configuration", timeout=1)
            return
        except requests.RequestException:
            time.sleep(0.1)
    raise AssertionError("the provider did not start")


def _lie(response: Response) -> Response:
    """Tamper with the ID token of somebody whose claims ask for it."""
    if request.path != "/oauth2/token" or response.status_code != 200:
        return response
    token = json.loads(response.get_data())
    key = RSAKey.import_key(g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
    claims = jwt.decode(token["id_token"], key).claims
    if lie := claims.get("lie"):
        token["id_token"] = _signed(claims | LIES[lie], lie, key)
        response.set_data(json.dumps(token))
    return response


def _signed(claims: dict[str, Any], lie: str, key: RSAKey) -> str:
    if lie == "symmetric":
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("client-secret" * 4))
    signing = RSAKey.generate_key(2048) if lie == "key" else key
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, signing)


def _make() -> Flask:
    from oidc_provider_mock import app

    made: Flask = app(require_nonce=True)
    made.after_request(_lie)
    return made


if __name__ == "__main__":
    _make().run(port=int(sys.argv[1]), debug=False, use_reloader=False, threaded=True)
