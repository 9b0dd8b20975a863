"""The Host of a request is whatever its sender wrote: no page, address or letter repeats it."""

import pytest

from registry.extensions import db
from registry.models import OutboxMessage
from tests.security.conftest import token_of

MADE_UP = "evil.example"
THERE = f"http://{MADE_UP}"
FORWARDED = {
    "X-Forwarded-Host": MADE_UP,
    "X-Forwarded-Prefix": f"/{MADE_UP}",
    "Forwarded": f"host={MADE_UP}",
    "X-Original-URL": f"//{MADE_UP}/",
}


def visitor(walk, who):
    """A browser that brings its cookie to the made-up host, too."""
    client = walk.visitor(who)
    token = token_of(client)
    client.set_cookie("session", client.get_cookie("session").value, domain=MADE_UP)
    return client, token


@pytest.mark.parametrize("who", ["nobody", "signatory"])
def test_no_page_repeats_the_host_that_it_was_asked_under(walk, who):
    client, _token = visitor(walk, who)
    for rule in walk.rules():
        if "GET" not in rule.methods:
            continue
        address = walk.address(rule, walk.town.draft)
        with client.get(address, base_url=THERE, headers=FORWARDED) as answer:
            assert answer.status_code < 500, rule
            assert MADE_UP not in "".join(answer.headers.values()), rule
            assert MADE_UP.encode() not in answer.data, rule


def test_no_letter_repeats_it(walk):
    client, token = visitor(walk, "nobody")
    data = {"email": walk.town.signatory.email, "csrf_token": token}
    before = set(db.session.scalars(db.select(OutboxMessage.id)))
    answer = client.post("/en/reset-password", data=data, base_url=THERE, headers=FORWARDED)
    assert answer.status_code == 200
    written = db.select(OutboxMessage).where(OutboxMessage.id.not_in(before))
    [letter] = db.session.scalars(written)
    assert "/en/reset-password/" in letter.body
    assert MADE_UP not in letter.body
