"""What colleagues say about a question: told to those concerned, settled, struck, and private."""

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError, NoResultFound

from registry.filing import people, steps, talking
from registry.models import FilerRole, PageComment, StaffRole
from tests import factories as make
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")

PLACE = ("passports", "doc_passport_holder")
TEXT = "Is that so in Johor, too?"


@pytest.fixture
def approver(house):
    return make.a_filer(house.organisation, FilerRole.APPROVER, name="Daniel Approver")


def say(house, text=TEXT, *, by, at=make.AT):
    talking.say(house.filing, *PLACE, text, by=by, at=at)


def url_of(house, lang="en"):
    return house.url("pages/passports/comments/doc_passport_holder", lang)


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_a_comment_is_asked_answered_and_settled(client, house, approver, lang):
    url = url_of(house, lang)
    form = {"text": TEXT}
    client.sign_in(approver).fill(url, action="", **form)
    client.sign_in(house.preparer)
    assert TEXT in client.page(url).text
    client.post(url, data={"text": "Yes, since May."})
    client.post(url, data={"resolve": "yes"})
    found = talking.thread(house.filing, *PLACE)
    assert [each.comment.by.name for each in found.said] == ["Daniel Approver", "Nur Preparer"]
    assert found.resolved.by == house.preparer
    say(house, "And in Perak?", by=approver)
    assert talking.thread(house.filing, *PLACE).is_open


def test_the_question_and_the_task_list_say_that_a_comment_is_open(client, house, approver):
    say(house, by=approver)
    client.sign_in(house.preparer)
    assert "1 comment, open" in client.page(house.url("pages/passports")).text
    page = client.page(house.url())
    assert "1 comment of your colleagues is open" in page.text
    client.post(house.url("ready"))
    client.sign_in(house.signatory)
    assert "1 comment of your colleagues is open" in client.page(house.url("sign")).text


def test_going_to_the_comments_saves_what_was_typed(client, house):
    client.sign_in(house.preparer)
    sent = client.fill(
        house.url("pages/passports"), doc_passports_held="7", discuss="doc_passport_holder"
    )
    assert sent.status_code == 303
    assert sent.location == url_of(house)
    page = next(page for page in house.filing.pages if page.name == "passports")
    assert page.answers["doc_passports_held"] == 7


def test_who_only_comments_has_not_worked_on_the_page(client, house):
    client.sign_in(house.signatory)
    sent = client.fill(house.url("pages/passports"), discuss="doc_passport_holder")
    assert sent.location == url_of(house)
    page = next(page for page in house.filing.pages if page.name == "passports")
    assert (page.saved_by, page.revision) == (house.preparer, 1)
    assert people.contributors(house.filing) == {house.preparer.id}


def test_what_cannot_be_read_stays_on_the_page_and_nothing_is_lost(client, house):
    client.sign_in(house.preparer)
    sent = client.fill(
        house.url("pages/passports"), doc_passports_held="many", discuss="doc_passport_holder"
    )
    assert sent.status_code == 422
    assert 'value="many"' in sent.text


def test_those_concerned_get_one_letter_an_hour(house, approver):
    for minutes in (0, 5, 50):
        say(
            house, f"After {minutes} minutes?", by=approver, at=make.AT + timedelta(minutes=minutes)
        )
    [letter] = letters_to(house.preparer)
    assert "After 0 minutes?" in letter.body
    say(house, "And later?", by=approver, at=make.AT + timedelta(hours=2))
    assert len(letters_to(house.preparer)) == 2
    assert letters_to(approver) == letters_to(house.signatory) == []


def test_a_comment_on_ones_own_page_reaches_somebody(house):
    say(house, by=house.preparer)
    assert len(letters_to(house.signatory)) == 1


def test_a_double_click_says_it_once(house, approver):
    say(house, by=approver)
    say(house, by=approver)
    assert len(talking.thread(house.filing, *PLACE).said) == 1


def test_only_its_author_strikes_a_comment_and_the_row_stays(client, session, house, approver):
    say(house, "Ask Mr Rahim of line 3.", by=approver)
    [said] = talking.thread(house.filing, *PLACE).said
    with pytest.raises(steps.NotAllowed):
        talking.strike(house.filing, said.comment.id, by=house.preparer, at=make.AT)
    client.sign_in(approver).post(house.url(f"comments/{said.comment.id}/strike"))
    page = client.page(url_of(house))
    assert "Rahim" not in page.text
    assert "Struck by Daniel Approver" in page.text
    assert not talking.thread(house.filing, *PLACE).is_open
    with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
        session.execute(delete(PageComment))


def test_a_comment_of_another_filing_is_not_found(house, approver):
    say(house, by=approver)
    [said] = talking.thread(house.filing, *PLACE).said
    with pytest.raises(NoResultFound):
        talking.strike(make.a_filing(), said.comment.id, by=approver, at=make.AT)


@pytest.mark.parametrize("place", ["nonsense", "passports/comments/nonsense"])
def test_there_is_no_talk_about_what_is_not_asked(client, house, place):
    tail = "" if "/" in place else "/comments"
    client.sign_in(house.preparer)
    assert client.get(house.url(f"pages/{place}{tail}")).status_code == 404


def test_neither_the_regulator_nor_the_public_ever_reads_a_comment(client, house, approver):
    say(house, by=approver)
    statement = make.published(house.filing, by=house.signatory)
    officer = make.a_user(staff=StaffRole.SENIOR_OFFICER)
    place = f"/en/organisations/{statement.organisation_id}/{statement.year}"
    for address in (place, f"/en/api/v1/statements/{statement.id}"):
        assert TEXT not in client.get(address, follow_redirects=True).text
    client.sign_in(officer)
    assert TEXT not in client.page(f"/en/review/{house.reference}/").text
    assert client.get(url_of(house)).status_code == 403
