"""Flask-Security speaks from our catalogue, in both languages."""

import re

import pytest
from flask_babel import gettext
from flask_security.core import _default_messages
from flask_security.utils import get_message

from registry.accounts.messages import MESSAGES
from registry.i18n import WORD_JOINER

PLACEHOLDER = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize("name", MESSAGES)
def test_each_message_has_a_name_that_the_library_knows_and_its_values(name):
    theirs = set(PLACEHOLDER.findall(_default_messages[name][0]))
    assert set(PLACEHOLDER.findall(MESSAGES[name][0])) <= theirs


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("name", MESSAGES)
def test_each_message_comes_from_our_catalogue(app, language, name):
    values = dict.fromkeys(PLACEHOLDER.findall(MESSAGES[name][0]), "x")
    with app.test_request_context(f"/{language}/sign-in"):
        app.preprocess_request()
        ours = gettext(MESSAGES[name][0], **values).replace(WORD_JOINER, "")
        assert get_message(name, **values)[0] == ours
