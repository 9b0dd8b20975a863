"""How passwords are kept. The other tests hash them with less work (``tests/conftest.py``)."""

from flask_security import hash_password, verify_password

from registry.accounts.settings import security_settings
from tests.accounts.conftest import PASSWORD
from tests.conftest import QUICK_PASSWORDS


def test_a_password_takes_all_the_work_that_its_hash_advises(new_app):
    settings = security_settings({"PASSWORD_SALT": "", "TOTP_SECRET": ""}, "")
    assert settings.keys().isdisjoint(QUICK_PASSWORDS)
    app = new_app(**dict.fromkeys(QUICK_PASSWORDS, {}))
    with app.app_context():
        kept = hash_password(PASSWORD)
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert verify_password(PASSWORD, kept)
