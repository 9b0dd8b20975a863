"""Parts of pages that are made once are told apart by all that they depend on."""

from flask import render_template_string

from registry.remembered import remembered


def test_an_address_follows_the_language_and_its_arguments(new_app):
    app = new_app()
    link = "{{ url_for('public.statement', organisation_id=number, year=2026) }}"
    for _ in range(2):
        for lang, number in (("en", 1), ("ms", 1), ("en", 2)):
            with app.test_request_context(f"/{lang}/"):
                shown = render_template_string(link, number=number)
                assert shown == f"/{lang}/organisations/{number}/2026"


def test_an_address_follows_where_the_register_is_mounted(new_app):
    app = new_app()
    for root in ("", "/tip", ""):
        with app.test_request_context("/en/", environ_overrides={"SCRIPT_NAME": root}):
            shown = render_template_string("{{ url_for('public.figures') }}")
            assert shown == f"{root}/en/figures"


def test_an_address_with_several_values_or_a_host_is_made_as_ever(new_app):
    with new_app().test_request_context("/en/"):
        several = "{{ url_for('public.compare', organisation=[1, 2]) }}"
        assert render_template_string(several) == "/en/compare?organisation=1&amp;organisation=2"
        whole = "{{ url_for('public.figures', _external=true) }}"
        assert render_template_string(whole).startswith("http")


def test_a_macro_is_asked_once_for_what_says_the_same(new_app):
    asked = []

    def macro(item):
        asked.append(item)
        return len(asked)

    part = remembered(macro)
    app = new_app()
    with app.test_request_context("/en/"):
        assert [part({"a": 1}), part({"a": 1}), part({"a": "1"})] == [1, 1, 2]
    with app.test_request_context("/ms/"):
        assert part({"a": 1}) == 3


def test_what_is_put_into_a_text_is_escaped(new_app):
    with new_app().test_request_context("/en/"):
        text = "{{ _('100%% of %(name)s', name='<b>') }} {{ _('100%%') }}"
        assert render_template_string(text) == "100% of &lt;b&gt; 100%"
        counted = "{{ ngettext('one of %(name)s', '%(num)s of %(name)s', 2, name='<b>') }}"
        assert render_template_string(counted) == "2 of &lt;b&gt;"
