"""How often an address may ask."""

import pytest

from registry.extensions import limiter

MOST = 600


@pytest.fixture
def app(new_app):
    """An application that counts; the one that other tests share does not."""
    yield new_app(RATELIMIT_ENABLED=True)
    limiter.reset()


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


@pytest.mark.parametrize("made_last", [True, False])
def test_each_application_counts_for_itself(new_app, made_last):
    made = {limited: new_app(RATELIMIT_ENABLED=limited) for limited in (not made_last, made_last)}
    last = {limited: last_of_too_many(app) for limited, app in made.items()}
    assert last == {True: 429, False: 200}


def last_of_too_many(app):
    with app.app_context():
        client = app.test_client()
        return [client.head("/api/v1/openapi.json").status_code for _ in range(MOST + 1)][-1]
