"""Texts stand in the templates of a language as they would come out if they were asked for."""

import pytest
from flask import g
from jinja2 import DictLoader
from markupsafe import Markup

from registry.i18n import LANGUAGES
from registry.templating import Templates

TEMPLATES = {
    "plain.html": '<p title="{{ _(\'Sign in\') }}">{{ _("Sign in") }}</p>',
    "place.html": '{{ _("Version %(number)s", number=number) }}',
    "two_places.html": '{{ _("%(met)s of %(all)s met", met=number, all=7) }}',
    "percent.html": '{{ _("%(share)s%% held", share=number) }}',
    "argument.html": '{{ [_("Sign in"), _("Version %(number)s", number=number)]|join(" · ") }}',
    "macro.html": '{% macro told(text) %}{{ text }}{% endmacro %}{{ told(_("Sign in")) }}',
    "unknown.html": '{{ _("<b>No such text</b> & %(number)s", number=number) }}',
    "letter.txt": '{{ _("Version %(number)s", number=number) }} {{ _("Sign in") }}',
}
VALUES = [3, "<script>", Markup("<b>3</b>"), None]


@pytest.fixture
def own(app):
    """The environment of the application, with templates of these tests."""
    environment = Templates(
        app, loader=DictLoader(TEMPLATES), autoescape=app.select_jinja_autoescape
    )
    environment.globals.update(app.jinja_env.globals)
    with app.test_request_context():
        yield environment


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith("html")])
@pytest.mark.parametrize("value", VALUES)
def test_a_text_is_the_same_put_in_beforehand_or_asked_for(own, lang, name, value):
    g.lang = lang
    asked = own.from_string(TEMPLATES[name])
    assert own.get_template(name).render(number=value) == asked.render(number=value)


def test_a_letter_escapes_nothing(own):
    g.lang = "ms"
    assert own.get_template("letter.txt").render(number="<3>") == "Versi <3> Log masuk"


def test_templates_of_one_language_never_speak_the_other(own):
    for lang in ("en", "ms", "en"):
        g.lang = lang
        assert ("Sign in" in own.get_template("plain.html").render()) == (lang == "en")


def test_data_give_their_own_and_objects_their_attributes(own):
    template = own.from_string("{{ of.grade }}{{ of.items()|length }}{{ of.missing }}")
    assert template.render(of={"grade": "A", "items": 1}) == "A2"
