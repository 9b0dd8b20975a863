"""Form parts: mistakes are found, messages belong to their field, rows keep their place."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.numeric import DecimalField, IntegerField
from wtforms.validators import InputRequired, Optional

from tests.pages import text_of


class Workers(Form):
    state = StringField("State", [Optional()])
    headcount = IntegerField("Workers", [InputRequired("Enter the number of workers")])


class Questions(Form):
    post = StringField("Who answers for this?", [InputRequired("Enter the title of the post")])
    highest_paid_myr = DecimalField("What is the most a worker paid?", [Optional()])
    holder = RadioField(
        "Who keeps the passports?",
        [InputRequired("Select who keeps the passports")],
        choices=[SelectChoice("worker", "The worker"), SelectChoice("employer", "We do")],
    )
    covers = SelectMultipleField(
        "What does it cover?",
        choices=[SelectChoice("fees", "Fees"), SelectChoice("none", "None of these")],
        validators=[Optional()],
    )
    workforce = FieldList(FormField(Workers), "Your workers")


@pytest.fixture
def refused(app):
    with app.test_request_context("/en/"):
        form = Questions(MultiDict({"workforce-0-headcount": "12", "workforce-4-headcount": ""}))
        form.validate()
    return form


def test_the_summary_links_to_each_field_that_needs_a_look(render, refused):
    page = render("forms", "{{ c.error_summary(form) }}{{ c.field(form.post) }}", form=refused)
    links = {link.get("href"): text_of(link) for link in page.all(".//a")}
    assert links == {
        "#post": "Enter the title of the post",
        "#holder": "Select who keeps the passports",
        "#workforce-1-headcount": "Row 2: Enter the number of workers",
    }


def test_a_form_without_mistakes_has_no_summary(render):
    assert not render("forms", "{{ c.error_summary(form) }}", form=Questions()).all(".//a")


def test_the_message_is_read_with_its_field(render, refused):
    page = render("forms", '{{ c.field(form.post, hint="A title") }}', form=refused)
    field = page.tree.find(".//input")
    assert field.get("aria-describedby") == "post-hint post-error"
    assert field.get("aria-invalid") == "true"
    assert text_of(page.tree.find('.//*[@id="post-error"]')) == "Error: Enter the title of the post"


def test_a_link_to_a_choice_lands_on_its_first_option(render, refused):
    page = render("forms", "{{ c.field(form.holder) }}", form=refused)
    assert [(option.get("id"), option.get("value")) for option in page.all(".//input")] == [
        ("holder", "worker"),
        ("holder-2", "employer"),
    ]
    assert page.tree.find(".//fieldset").get("aria-describedby") == "holder-error"


def test_none_of_these_stands_apart(render):
    page = render("forms", "{{ c.field(form.covers) }}", form=Questions(data={"covers": ["none"]}))
    none = page.all(".//input")[1]
    assert none.get("data-exclusive") is not None
    assert none.get("checked") is not None
    assert "Fees or None of these" in page.text


def test_an_amount_is_asked_in_ringgit(render):
    page = render("forms", "{{ c.field(form.highest_paid_myr) }}", form=Questions())
    assert page.text == "What is the most a worker paid? (optional) RM"
    assert page.tree.find(".//input").get("inputmode") == "decimal"


def test_the_reason_and_the_rule_stand_beside_the_question(render):
    citations = [{"title": "Passports Act 1966", "section": "section 12", "url": None}]
    page = render(
        "forms",
        '{{ c.field(form.holder, why="It is theirs.", rule="Workers keep it.", citations=law) }}',
        form=Questions(),
        law=citations,
    )
    assert "Why we ask It is theirs." in page.text
    assert "Workers keep it. Passports Act 1966, section 12" in page.text


def test_a_row_is_removed_by_its_place_not_by_its_number(render, refused):
    page = render("forms", "{{ c.row_editor(form.workforce) }}", form=refused)
    buttons = [(button.get("name"), button.get("value")) for button in page.all(".//button")]
    assert buttons == [("remove", "0"), ("remove", "1"), ("add", "workforce")]
    assert [field.get("name") for field in page.all(".//input")] == [
        "workforce-0-state",
        "workforce-0-headcount",
        "workforce-1-state",
        "workforce-1-headcount",
    ]


def test_columns_choose_and_order_the_cells(render, refused):
    page = render("forms", '{{ c.row_editor(form.workforce, ["headcount"]) }}', form=refused)
    assert [field.get("name") for field in page.all(".//input")] == [
        "workforce-0-headcount",
        "workforce-1-headcount",
    ]


def test_the_enter_key_saves_and_removes_no_row(render, refused):
    source = "{% call c.post_form() %}{{ c.row_editor(form.workforce) }}{% endcall %}"
    first = render("forms", source, form=refused).all(".//button")[0]
    assert first.get("name") is None
    assert first.get("tabindex") == "-1"
