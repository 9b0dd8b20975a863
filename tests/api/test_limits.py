"""How often an address may ask."""

import pytest

from registry.extensions import limiter

MOST = 600


@pytest.fixture
def app(new_app):
    """An application that counts; the one that other tests share does not."""
    yield new_app(RATELIMIT_ENABLED=True)
    limiter.reset()
    limiter.enabled = False


@pytest.mark.usefixtures("session")
def test_too_many_questions_are_told_when_to_go_on(client):
    answers = [client.head("/api/v1/openapi.json") for _ in range(MOST + 1)]
    assert answers[0].headers["X-RateLimit-Remaining"] == str(MOST - 1)
    assert answers[-2].status_code == 200
    last = client.get("/api/v1/openapi.json")
    assert last.status_code == 429
    assert last.mimetype == "application/problem+json"
    assert int(last.headers["Retry-After"]) > 0
    assert last.headers["Access-Control-Allow-Origin"] == "*"
