"""When something breaks half way, nothing of it is kept."""

import pytest
from flask_security import user_registered
from sqlalchemy import select

from registry.models import User
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def app(new_app):
    return new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False, PROPAGATE_EXCEPTIONS=False)


def test_a_sign_up_that_breaks_leaves_no_account(app, client, session):
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("the power of this test")

    data = {"email": "mei@contoh.example", "name": "Mei", "password": PASSWORD}
    with user_registered.connected_to(break_down, app):
        assert client.post("/en/sign-up", data=data).status_code == 500
    assert session.scalars(select(User).filter_by(email=data["email"])).one_or_none() is None
