"""The small scripts: they save, add and remove rows, and keep what was typed; axe watches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import render_template_string, request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from playwright.sync_api import Page, expect
from wtforms import FieldList, Form, FormField, HiddenField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice

from registry.auth import access
from tests.server import serving

PAGE = """
{% extends "base.html" %}
{% from "components/page.html" import page_header %}
{% from "components/forms.html" import button, field, post_form, row_editor %}
{% block title %}Try{% endblock %}
{% block main %}
{{ page_header("Try") }}
{% if request.form.put_back %}
<template data-came-back data-person="7" data-autosave-url="/en/try/save"></template>
{% endif %}
{% call post_form(form, autosave_url="/en/try/save", confirm_leave=true, upload=true, person=7) %}
{{ field(form.post, why="It matters", rule="A post answers") }}
{{ field(form.covers) }}
{{ field(form.document, max_mb=1) }}
{{ row_editor(form.workforce, row_title="Group", layout="table") }}
<div class="actions">{{ button("Save and continue") }}</div>
{% endcall %}
{% endblock %}
"""


class Workers(Form):
    state = StringField("State")
    headcount = StringField("Workers")


class Questions(FlaskForm):
    revision = HiddenField(default="1")
    post = StringField("Who answers for this?")
    covers = SelectMultipleField(
        "What does it cover?",
        choices=[
            SelectChoice("fees", "Fees"),
            SelectChoice("passports", "Passports"),
            SelectChoice("none", "None of these"),
        ],
    )
    document = FileField("The statement")
    workforce = FieldList(FormField(Workers), "Your workers", min_entries=2)


@dataclass
class Desk:
    """What the server received, and what it will answer."""

    url: str = ""
    saved: list[dict[str, list[str]]] = field(default_factory=list)
    posts: int = 0
    answer: int = 200
    broken: bool = False


@pytest.fixture
def desk(new_app: Callable[..., object]) -> Iterator[Desk]:
    desk, app = Desk(), new_app(DEMONSTRATION=True)

    @app.route("/<any(en, ms):lang>/try", methods=["GET", "POST"])
    @access("anyone")
    def page():
        desk.posts += request.method == "POST"
        if desk.broken and request.method == "POST":
            return "", 500
        return render_template_string(PAGE, form=Questions())

    @app.post("/<any(en, ms):lang>/try/save")
    @access("anyone")
    def save():
        desk.saved.append(request.form.to_dict(flat=False))
        return {"revision": len(desk.saved) + 1}, desk.answer

    with serving(app) as live:
        desk.url = live.url
        yield desk


@pytest.fixture
def form(desk: Desk, open_browser: Callable[..., Page]) -> Page:
    page = open_browser(desk.url)
    page.goto("/en/try")
    return page


def test_it_saves_while_typing_and_takes_the_new_revision(desk, form):
    form.fill("#post", "Head of Human Resources")
    expect(form.locator(".autosave-status")).to_contain_text("All changes saved at")
    assert desk.saved[-1]["post"] == ["Head of Human Resources"]
    assert desk.saved[-1]["revision"] == ["1"]
    assert form.input_value("#revision") == "2"


def test_when_someone_else_saved_it_says_so_and_stops(desk, form):
    desk.answer = 409
    form.fill("#post", "Mine")
    expect(form.locator(".autosave-status")).to_contain_text("Someone else saved this page")
    form.fill("#post", "Mine again")
    form.wait_for_timeout(2000)
    assert len(desk.saved) == 1
    assert form.input_value("#post") == "Mine again"


def test_without_a_connection_a_copy_waits_on_the_device(desk, form):
    form.context.set_offline(True)
    form.fill("#post", "Typed on the train")
    expect(form.locator(".autosave-status")).to_contain_text("no connection")
    form.context.set_offline(False)
    expect(form.locator(".autosave-status")).to_contain_text("All changes saved at")
    assert desk.saved[-1]["post"] == ["Typed on the train"]


COPY = {"at": 4_102_444_800_000, "fields": [["post", "From before"], ["covers", "fees"]]}
KEY = "register-copy:7:/en/try/save"


def leave_a_copy(page: Page, key: str = KEY, **changes) -> None:
    page.evaluate(
        "([key, copy]) => localStorage.setItem(key, JSON.stringify(copy))", [key, COPY | changes]
    )


def copies(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def test_a_copy_is_put_back_once_and_then_saved(desk, form):
    leave_a_copy(form)
    form.reload()
    expect(form.locator("#post")).to_have_value("From before")
    assert form.is_checked("#covers")
    expect(form.locator(".autosave-status")).to_contain_text("All changes saved at")
    assert desk.saved[-1]["post"] == ["From before"]
    assert copies(form) == []


def test_a_copy_that_could_not_be_put_back_waits_to_be_asked_for(desk, form):
    desk.broken = True
    leave_a_copy(form)
    form.reload()
    form.wait_for_load_state("networkidle")
    desk.broken = False
    form.goto("/en/try")
    expect(form.locator(".autosave-status")).to_contain_text("It is kept on this device")
    assert form.input_value("#post") == ""
    form.get_by_role("button", name="Put it back").click()
    expect(form.locator("#post")).to_have_value("From before")


def test_an_old_copy_and_that_of_another_person_are_not_put_back(form):
    leave_a_copy(form, at=0)
    leave_a_copy(form, key="register-copy:8:/en/try/save")
    form.goto("/en/try")
    form.wait_for_timeout(500)
    assert form.input_value("#post") == ""
    assert copies(form) == ["register-copy:8:/en/try/save"]


def test_when_the_session_has_ended_a_copy_waits_on_the_device(desk, form):
    desk.answer = 401
    form.fill("#post", "Typed too late")
    expect(form.locator(".autosave-status")).to_contain_text("your session has ended")
    assert copies(form) == [KEY]


def test_what_is_unsaved_is_said_at_once_and_spoken_only_when_it_goes_wrong(desk, form):
    form.fill("#post", "Head")
    expect(form.locator(".autosave-status")).to_have_text("Changes not saved yet")
    expect(form.locator(".autosave-status")).to_contain_text("All changes saved at")
    assert form.inner_text("[data-announce]") == ""
    desk.answer = 500
    form.fill("#post", "Head of")
    expect(form.locator("[data-announce]")).to_contain_text("Not saved yet")
    desk.answer = 200
    form.fill("#post", "Head of HR")
    expect(form.locator("[data-announce]")).to_contain_text("All changes saved at")


def test_a_row_is_added_empty_with_a_number_of_its_own(form, axe):
    form.fill("#workforce-0-headcount", "12")
    form.get_by_role("button", name="Add a row").click()
    assert form.input_value("#workforce-2-headcount") == ""
    assert form.evaluate("document.activeElement.id") == "workforce-2-state"
    expect(form.locator(".rows-status")).to_contain_text("Row added")
    axe(form)


def test_a_removed_row_can_be_put_back(form):
    form.fill("#workforce-0-headcount", "12")
    form.get_by_role("button", name="Remove Group 1").click()
    expect(form.locator("[data-row]")).to_have_count(1)
    form.get_by_role("button", name="Undo").click()
    expect(form.locator("[data-row]")).to_have_count(2)
    assert form.input_value("#workforce-0-headcount") == "12"


def test_none_of_these_unticks_the_others(form):
    form.get_by_label("Fees").check()
    form.get_by_label("None of these").check()
    assert not form.get_by_label("Fees").is_checked()
    form.get_by_label("Passports").check()
    assert not form.get_by_label("None of these").is_checked()


def test_a_file_that_is_too_large_is_named_before_it_is_sent(form):
    form.set_input_files(
        "#document", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"0" * 1_000_001}
    )
    expect(form.get_by_role("alert")).to_contain_text("larger than 1 MB")
    assert form.input_value("#document") == ""


def test_a_second_press_sends_nothing(desk, form):
    form.evaluate(
        "() => { const button = document.querySelector('.button-primary');"
        " button.click(); button.click(); }"
    )
    form.wait_for_load_state("networkidle")
    assert desk.posts == 1


def test_the_parts_please_axe_at_both_sizes(desk, open_browser, axe):
    for phone in (False, True):
        page = open_browser(desk.url, phone=phone)
        page.goto("/ms/try")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
