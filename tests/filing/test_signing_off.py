"""Pages signed off by an approver: locked, reopened with a reason, bound to what was read."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from registry.filing import approving, saving, services, sign_offs, steps
from registry.models import (
    AuthorityStatus,
    FilerRole,
    FilingStatus,
    PageSignOff,
    StaffRole,
)
from tests import factories as make
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")

PAGE = "passports"


@pytest.fixture
def approver(house):
    return make.a_filer(house.organisation, FilerRole.APPROVER, name="Daniel Approver")


def page_of(house, name=PAGE):
    return next(page for page in house.filing.pages if page.name == name)


def seen(house, *names):
    pages = {page.name: page for page in house.filing.pages}
    return {name: sign_offs.digest_now(house.filing, pages.get(name), name) for name in names}


def sign_off(house, approver, *names, at=make.AT):
    return approving.sign_off(house.filing, seen(house, *names), by=approver, at=at)


def save(house, *, by=None, **answers):
    page = page_of(house)
    return saving.save_page(
        house.filing,
        PAGE,
        page.answers | answers,
        complete=True,
        revision=page.revision,
        by=by or house.preparer,
        at=make.AT,
    )


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_a_page_that_is_signed_off_is_locked_and_says_by_whom(client, house, approver, lang):
    url = house.url(f"pages/{PAGE}", lang)
    client.sign_in(approver)
    client.fill(url, action=house.url("sign-off", lang))
    assert "Daniel Approver" in client.sign_in(house.preparer).page(url).text
    before = page_of(house).revision
    refused = client.post(url, data={"doc_passport_holder": "employer", "revision": before})
    assert refused.status_code == 409
    assert "Daniel Approver" in refused.text
    told = client.post(f"{url}/autosave", data={"revision": before})
    assert told.status_code == 409
    assert "Daniel Approver" in told.json["message"]
    assert page_of(house).answers["doc_passport_holder"] == "worker"


def test_no_way_of_saving_passes_the_lock(house, approver):
    sign_off(house, approver, PAGE, "statement", "evidence", "fees")
    document = house.filing.documents[0]
    with pytest.raises(sign_offs.PageSignedOff):
        save(house)
    with pytest.raises(sign_offs.PageSignedOff):
        saving.remove_document(house.filing, document, by=house.preparer, at=make.AT)
    with pytest.raises(sign_offs.PageSignedOff):
        saving.add_document(house.filing, document.kind, None, by=house.preparer, at=make.AT)
    with pytest.raises(sign_offs.PageSignedOff):
        page = page_of(house)
        saving.keep_page(
            house.filing,
            PAGE,
            page.answers,
            revision=page.revision,
            by=house.preparer,
            at=make.AT,
        )


def test_lines_of_a_locked_fee_table_are_not_removed_and_the_person_is_told(
    client, house, approver
):
    sign_off(house, approver, "fees")
    client.sign_in(house.preparer)
    url = house.url(f"pages/fees/{make.CORRIDOR}/removal")
    told = client.post(url, data={"revision": "1"}, follow_redirects=True)
    assert "Daniel Approver signed this page off" in told.text
    assert page_of(house, "fees").answers["fees"]


def test_nobody_signs_off_their_own_work(client, house, approver):
    save(house, by=approver, doc_passports_held=1)
    outcome = sign_off(house, approver, PAGE, "governance")
    assert (outcome.done, outcome.own) == (["governance"], [PAGE])
    page = client.sign_in(approver).page(house.url(f"pages/{PAGE}"))
    assert "another approver signs it off" in page.text
    save(house)
    assert sign_off(house, approver, PAGE).done == [PAGE]


def test_who_added_a_file_does_not_sign_its_page_off(house, approver):
    make.a_document(house.filing, by=approver)
    assert sign_off(house, approver, "statement").own == ["statement"]


def test_what_changed_since_it_was_read_is_not_signed_off(house, approver):
    read = seen(house, PAGE)
    save(house, doc_passports_held=3)
    outcome = approving.sign_off(house.filing, read, by=approver, at=make.AT)
    assert (outcome.done, outcome.changed) == ([], [PAGE])


@pytest.mark.parametrize("role", [FilerRole.PREPARER, FilerRole.SIGNATORY])
def test_only_an_approver_signs_off(house, approver, role):
    with pytest.raises(steps.NotAllowed):
        sign_off(house, make.a_filer(house.organisation, role), PAGE)


def test_all_complete_pages_at_once_and_then_it_can_be_sent(client, session, house, approver):
    page_of(house).complete = False
    client.sign_in(approver).fill(house.url("sign-off"), which="all")
    assert sign_offs.awaited(house.filing, sign_offs.standing(house.filing)) == [PAGE]
    waits = client.post(house.url("ready"), follow_redirects=True)
    assert "An approver signs off every page first" in waits.text
    client.fill(house.url("sign-off"), page=PAGE)
    client.post(house.url("ready"))
    assert house.filing.status is FilingStatus.READY


def test_a_double_click_signs_off_once(client, session, house, approver):
    data = {"page": PAGE, f"seen-{PAGE}": seen(house, PAGE)[PAGE]}
    client.sign_in(approver)
    for _twice in range(2):
        client.post(house.url("sign-off"), data=data)
    assert session.scalar(select(func.count()).select_from(PageSignOff)) == 1


def test_reopening_needs_a_reason_and_tells_the_preparer(client, house, approver):
    sign_off(house, approver, PAGE)
    url = house.url(f"pages/{PAGE}/reopen")
    assert "Say what has to change" in client.sign_in(approver).fill(url, reason=" ").text
    client.fill(url, reason="Count the passports of Johor again.")
    [letter] = letters_to(house.preparer)
    assert "passports of Johor" in letter.body
    assert save(house, doc_passports_held=2).answers["doc_passports_held"] == 2
    assert "Count the passports of Johor again." in client.page(house.url("history")).text


def test_a_preparer_does_not_reopen_but_a_signatory_does(client, house, approver):
    sign_off(house, approver, PAGE)
    told = client.sign_in(house.preparer).page(house.url(f"pages/{PAGE}/reopen"))
    assert "Ask an approver or a signatory" in told.text
    for authority in approver.authorities:
        authority.status = AuthorityStatus.REVOKED
    client.sign_in(house.signatory).fill(house.url(f"pages/{PAGE}/reopen"), reason="They left.")
    assert sign_offs.standing(house.filing) == {}


def test_a_changed_corridor_takes_the_sign_off_from_the_fees_it_asks_anew(house, approver):
    sign_off(house, approver, "fees")
    page = page_of(house, "corridors")
    rows = [make.a_corridor(), make.a_corridor(origin="BGD")]
    saving.save_page(
        house.filing,
        "corridors",
        page.answers | {"corridors": rows},
        complete=True,
        revision=page.revision,
        by=house.preparer,
        at=make.AT,
    )
    assert "fees" not in sign_offs.standing(house.filing)


def test_a_return_opens_the_pages_that_the_officer_asks_about_and_no_other(house, approver):
    sign_off(house, approver, PAGE, "governance")
    make.filed(house.filing, by=house.signatory)
    house.filing.move_to(
        FilingStatus.RETURNED,
        by=make.a_user(staff=StaffRole.OFFICER),
        at=make.AT + timedelta(days=3),
        comments={f"{PAGE}.doc_passports_held": "Please count again."},
    )
    assert set(sign_offs.standing(house.filing)) == {"governance"}
    save(house, doc_passports_held=2)
    assert sign_off(house, approver, PAGE, at=make.AT + timedelta(days=4)).done == [PAGE]


def test_an_amendment_keeps_the_sign_offs_until_a_page_is_reopened(house, approver):
    sign_off(house, approver, PAGE, "governance")
    make.published(house.filing, by=house.signatory)
    services.amend(house.filing, by=house.preparer, at=make.AT, reason="A wrong count.")
    with pytest.raises(sign_offs.PageSignedOff):
        save(house)
    approving.reopen(house.filing, PAGE, by=approver, at=make.AT, reason="A wrong count.")
    save(house, doc_passports_held=2)
    assert set(sign_offs.standing(house.filing)) == {"governance"}


def test_while_it_waits_for_a_signature_nothing_is_reopened(client, house, approver):
    sign_off(house, approver, *[page.name for page in house.filing.pages])
    services.mark_ready(house.filing, by=approver, at=make.AT)
    told = client.sign_in(approver).page(house.url(f"pages/{PAGE}/reopen"))
    assert "Take it back first" in told.text


def test_the_approvers_are_asked_once_a_day(client, house, approver):
    client.sign_in(house.preparer)
    for _twice in range(2):
        client.post(house.url("ask-for-approval"))
    [letter] = letters_to(approver)
    assert f"/en/filings/{house.reference}/sign-off" in letter.body


def test_the_task_list_says_who_does_what_next(client, house, approver):
    page = client.sign_in(approver).page(house.url())
    assert "29 pages to sign off" in page.text
    assert "Daniel Approver (you)" in page.text
    assert "Tan Signatory" in page.text
