"""A walk over every route: what is not yours does not exist, and what is closed stays closed."""

import re

import pytest

from registry.auth import declared
from registry.extensions import db
from registry.models import Filing, FilingEvent
from tests.security.conftest import SECRET_ANSWER, send
from tests.town import places

METHODS = ("GET", "POST")
STAFF = {"monitor", "officer", "administrator"}
FILERS = {"preparer", "signatory", "rival", "rival_signatory"}
EVERYBODY = STAFF | FILERS | {"stranger"}
MAY = {
    "signed_in": EVERYBODY,
    "filer": FILERS,
    "member": FILERS | {"officer", "administrator"},
    "decider": {"signatory", "rival_signatory", "officer", "administrator"},
    "staff_read": STAFF,
    "officer": {"officer", "administrator"},
    "senior": {"administrator"},
    "administrator": {"administrator"},
}
"""Who gets past the door of each kind; behind it they find only what is theirs."""
CHANGING = re.compile(r'(?:value|data-token)="[^"]{60,}"|data-left="[0-9]+"')
"""The token of a form and the time that a session has left, which no two pages share."""


def closed_rules(walk):
    for rule in walk.rules():
        who = declared(walk.app, rule.endpoint)
        if who not in {"anyone", "demonstration"}:
            for method in sorted(rule.methods & set(METHODS)):
                yield rule, method, who


def of_a_filing(walk):
    """Each route of one filing and each way to use it."""
    for rule, method, _who in closed_rules(walk):
        if "reference" in rule.arguments and rule.endpoint.startswith("filing."):
            yield rule, method


@pytest.mark.parametrize("who", ["rival", "rival_signatory"])
@pytest.mark.parametrize("stage", ["draft", "submitted"])
def test_another_companys_filing_is_as_if_it_were_not_there(walk, who, stage):
    client, filing = walk.visitor(who), getattr(walk.town, stage)
    absent = filing.reference[:-3] + "999"
    for rule, method in of_a_filing(walk):
        address = walk.address(rule, filing)
        theirs = send(client, method, address)
        nothing = send(client, method, address.replace(filing.reference, absent))
        assert theirs.status_code == nothing.status_code == 404, f"{method} {address}"
        without_names = CHANGING.sub("", theirs.text.replace(filing.reference, absent))
        assert without_names == CHANGING.sub("", nothing.text), f"{method} {address}"


@pytest.mark.parametrize("who", ["rival", "rival_signatory"])
def test_a_file_of_another_company_is_not_reached_through_ones_own_filing(walk, who):
    mine = walk.town.published
    [*_, theirs] = walk.town.draft.documents
    owner = walk.visitor("preparer")
    address = f"/en/filings/{mine.reference}/files/{theirs.id}"
    assert owner.get(address).status_code == 404
    assert walk.visitor(who).get(address).status_code == 404


def test_beginning_a_filing_for_another_company_is_not_possible(walk):
    address = f"/en/filings/start/{walk.town.new.id}/2026"
    for method in METHODS:
        assert send(walk.visitor("rival"), method, address).status_code == 404


@pytest.mark.parametrize("page", ["requests/{}", "people/{}/revoke"])
def test_who_may_act_for_another_company_is_not_ones_own_matter(walk, page):
    client = walk.visitor("rival_signatory")
    for method in METHODS:
        for number in (walk.town.request.id, 999_999):
            answer = send(client, method, f"/en/account/{page.format(number)}")
            assert answer.status_code == 404


def test_staff_read_nothing_before_it_is_filed(walk):
    draft, ready = walk.town.draft, walk.town.ready
    for who in ("monitor", "officer", "administrator"):
        client = walk.visitor(who)
        for reference in (draft.reference, ready.reference, "ATIP-2026-0000000"):
            assert client.get(f"/en/review/{reference}/").status_code == 404
            place = f"/en/review/{reference}/versions/1/files/{walk.town.statement}"
            assert client.get(place).status_code == 404
        assert client.get(f"/en/review/{walk.town.submitted.reference}/").status_code == 200


def test_a_monitor_decides_nothing(walk):
    filing = walk.town.submitted
    answer = send(walk.visitor("monitor"), "POST", f"/en/review/{filing.reference}/")
    assert answer.status_code == 403
    assert "decision" not in walk.visitor("monitor").get(f"/en/review/{filing.reference}/").text


def test_who_has_not_signed_in_is_asked_to(walk):
    client = walk.visitor("nobody")
    for rule, method, _who in closed_rules(walk):
        answer = send(client, method, walk.address(rule, walk.town.draft))
        assert answer.status_code == 302, f"{method} {rule}: {answer.status}"
        assert answer.location.startswith("/en/sign-in?next="), f"{method} {rule}"


@pytest.mark.parametrize("who", sorted(EVERYBODY - {"preparer"}))
def test_who_lacks_the_role_is_refused(walk, who):
    client = walk.visitor(who)
    for rule, method, wanted in closed_rules(walk):
        if who not in MAY[wanted]:
            answer = send(client, method, walk.address(rule, walk.town.draft))
            assert answer.status_code == 403, f"{who} at {method} {rule}: {answer.status}"


@pytest.mark.parametrize("who", ["nobody", "rival", "monitor", "officer"])
def test_the_answers_of_a_draft_are_nowhere_to_be_read(walk, who):
    client, draft = walk.visitor(who), walk.town.draft
    for rule in walk.rules():
        if "GET" in rule.methods:
            page = client.get(walk.address(rule, draft))
            assert SECRET_ANSWER.encode() not in page.data, rule
    for place in places(walk.town):
        page = client.get(place.address(walk.app, "en"))
        assert SECRET_ANSWER.encode() not in page.data, place
    owner = walk.visitor("signatory")
    own = owner.get(f"/en/filings/{draft.reference}/pages/governance")
    assert SECRET_ANSWER in own.text


def test_all_this_changed_nothing(walk):
    """Whoever knocked at the doors above, the draft has neither moved nor got an event."""
    draft = db.session.get_one(Filing, walk.town.draft.id)
    before = db.session.query(FilingEvent).filter_by(filing_id=draft.id).count()
    for who in ("rival_signatory", "officer"):
        client = walk.visitor(who)
        for rule, method in of_a_filing(walk):
            send(client, method, walk.address(rule, draft))
    db.session.refresh(draft)
    assert draft.status == "draft"
    assert db.session.query(FilingEvent).filter_by(filing_id=draft.id).count() == before
