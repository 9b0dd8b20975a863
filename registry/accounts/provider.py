"""The provider of single sign-on: where people are sent, and what it says of who comes back.

Authlib does the protocol: discovery, PKCE, state, nonce, and the signature, issuer, audience and
age of the ID token. What it leaves open is settled here.
"""

from dataclasses import asdict, dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

NAME = "provider"
PATIENCE = 10
"""Seconds to wait for the provider; a person waits as long."""

SIGNATURES = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
"""Made with a key that only the provider has. Never ``none``, nor one that we could make."""

LONGEST_NAME = 120


class ProviderFailed(Exception):
    """The provider did not answer, or what it said cannot be believed."""


class Declined(Exception):
    """The person, or the provider for them, said no."""


FAILURES = (AuthlibBaseError, JoseError, RequestException, RuntimeError, LookupError, ValueError)
"""What Authlib and what it builds on raise for a provider that is away, broken or lying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who came back, as the provider says; ``email`` is empty unless it confirmed the address."""

    issuer: str
    subject: str
    email: str
    name: str
    is_strong: bool
    """Whether the provider asked for what counts as a second factor here."""
    authenticated_at: int
    """When the provider last asked who it is, in seconds; 0 where it does not say."""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def init_app(app: Flask) -> None:
    """Prepare the client; the provider is asked for its addresses when it is first needed."""
    config = app.config
    OAuth(app).register(
        NAME,
        client_id=config["OIDC_CLIENT_ID"],
        client_secret=config["OIDC_CLIENT_SECRET"],
        server_metadata_url=f"{config['OIDC_ISSUER'].rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": config["OIDC_SCOPE"],
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


def is_configured() -> bool:
    return bool(current_app.config["OIDC_ISSUER"])


def send_there(back: str, *, again: bool) -> ResponseReturnValue:
    """Lead to the provider, which leads to ``back``; ``again`` makes it ask who it is anew."""
    anew = {"prompt": "login", "max_age": "0"} if again else {}
    try:
        _check_metadata()
        there: ResponseReturnValue = _client().authorize_redirect(back, **anew)
    except FAILURES as failure:
        raise _failed(failure) from failure
    return there


def who_came_back() -> Identity:
    """Check the answer in the address, exchange its code once, and believe what is signed."""
    try:
        _check_metadata()
        if request.args.get("iss", _issuer()) != _issuer():
            raise ValueError("the answer is of another issuer")
        token = _client().authorize_access_token()
        return _identity(_claims(token))
    except AuthlibBaseError as failure:
        if failure.error == "access_denied":
            raise Declined from failure
        raise _failed(failure) from failure
    except FAILURES as failure:
        raise _failed(failure) from failure


def _check_metadata() -> None:
    """Hold the provider to the issuer that the operator named, and to signatures worth having."""
    metadata = _client().load_server_metadata()
    if metadata.get("issuer") != _issuer():
        raise ValueError("the provider calls itself by another name")
    signs = SIGNATURES.intersection(metadata.get("id_token_signing_alg_values_supported", ()))
    if not signs:
        raise ValueError("the provider signs by no method that is accepted")
    metadata["id_token_signing_alg_values_supported"] = sorted(signs)


def _claims(token: dict[str, Any]) -> dict[str, Any]:
    """What the ID token says, and what only the page about the person says of the same person."""
    signed = token.get("userinfo")
    if not signed:
        raise ValueError("the provider sent no ID token")
    claims = dict(signed)
    if current_app.config["OIDC_EMAIL_CLAIM"] in claims:
        return claims
    more = dict(_client().userinfo(token=token))
    if more.get("sub") != claims["sub"]:
        raise ValueError("the provider speaks of two people")
    return more | claims


def _identity(claims: dict[str, Any]) -> Identity:
    config = current_app.config
    email, verified = claims.get(config["OIDC_EMAIL_CLAIM"]), config["OIDC_VERIFIED_CLAIM"]
    confirmed = isinstance(email, str) and claims.get(verified) is True
    means = {claims.get("acr"), *(claims.get("amr") or ())}
    return Identity(
        issuer=claims["iss"],
        subject=str(claims["sub"]),
        email=email.strip().lower() if confirmed and isinstance(email, str) else "",
        name=" ".join(str(claims.get("name") or "").split())[:LONGEST_NAME],
        is_strong=not means.isdisjoint(config["OIDC_STRONG"].split()),
        authenticated_at=int(claims.get("auth_time") or 0),
    )


def _failed(failure: Exception) -> ProviderFailed:
    """Tell the operator what happened, without codes and tokens."""
    kind, about = type(failure).__name__, getattr(failure, "error", None) or failure
    current_app.logger.warning("single sign-on failed: %s: %s", kind, str(about)[:200])
    return ProviderFailed(kind)


def _issuer() -> str:
    return str(current_app.config["OIDC_ISSUER"])


def _client() -> Any:
    return current_app.extensions["authlib.integrations.flask_client"].create_client(NAME)
