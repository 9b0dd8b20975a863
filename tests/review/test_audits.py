"""Short filings are drawn by a lot that anybody can repeat, and audited in public."""

import hashlib
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from registry import audits, ledger
from registry.extensions import db
from registry.filing import asked
from registry.models import (
    AuditAct,
    AuditDraw,
    AuditStep,
    InvalidTransition,
    LedgerEvent,
    StaffRole,
    Statement,
)
from registry.review import auditing
from registry.scoring.screening import Path
from tests import factories as make
from tests.filing.house import letters_to
from tests.short_filings import Office

pytestmark = pytest.mark.usefixtures("session")
REASON = "The payroll of March and the contract with the cleaners show nobody from abroad."


@pytest.fixture
def office(session) -> Office:
    office = Office()
    make.published(office.filing, by=office.signatory)
    return office


@pytest.fixture
def officer(session):
    return make.a_user("Omar Officer", staff=StaffRole.OFFICER)


@pytest.fixture
def drawn(office) -> Office:
    audits.draw(2026, at=make.AT)
    return office


def acts(filing) -> list[str]:
    return [step.act for step in audits.steps(filing.id)]


@settings(derandomize=True, max_examples=50)
@given(st.sets(st.text("0123456789", min_size=6, max_size=6)), st.integers(1, 100))
def test_a_lot_takes_the_share_rounded_up_and_hangs_on_nothing_but_seed_and_references(pool, share):
    taken = audits.lots("seed", pool, share)
    assert len(taken) == math.ceil(len(pool) * share / 100)
    assert taken == audits.lots("seed", sorted(pool, reverse=True), share)
    places = {r: hashlib.sha256(b"seed\n" + r.encode()).hexdigest() for r in pool}
    left = pool - {*taken}
    assert all(places[one] < places[other] for one in taken for other in left)


def test_every_filing_has_the_same_chance():
    pool = [f"ATIP-2026-{number:06d}" for number in range(20)]
    times = dict.fromkeys(pool, 0)
    for number in range(2000):
        for reference in audits.lots(ledger.digest(number), pool, 10):
            times[reference] += 1
    assert 140 < min(times.values()) <= max(times.values()) < 260


def test_a_draw_is_among_published_short_filings_only(office):
    make.published(make.a_filing(pages=make.complete_answers()))
    waiting = Office("Contoh Menunggu Berhad")
    make.filed(waiting.filing, by=waiting.signatory)
    made = audits.draw(2026, at=make.AT)
    assert made.pool == made.drawn == [office.filing.reference]
    assert acts(office.filing) == ["drawn"]
    assert acts(waiting.filing) == []


def test_the_seed_is_the_act_before_the_draw_and_the_log_seals_them(office):
    before = db.session.scalar(select(LedgerEvent).order_by(LedgerEvent.id.desc()).limit(1))
    made = audits.draw(2026, at=make.AT)
    event = db.session.scalar(select(LedgerEvent).where(LedgerEvent.kind == "short_filings_drawn"))
    assert made.seed == before.sha256 == event.previous
    told = json.loads(event.data)["data"]
    assert told == {"seed": made.seed, "share": 10, "pool": made.pool, "drawn": made.drawn}
    assert audits.lots(told["seed"], told["pool"], told["share"]) == told["drawn"]
    assert ledger.first_broken() is None


def test_nobody_is_drawn_among_twice(drawn):
    assert audits.draw(2026, at=make.AT) is None
    other = Office("Contoh Kedua Berhad")
    make.published(other.filing, by=other.signatory)
    assert audits.draw(2026, at=make.AT).pool == [other.filing.reference]


def test_a_draw_and_its_steps_are_only_ever_added(drawn):
    for model in (AuditDraw, AuditStep):
        with pytest.raises(Exception, match="append-only"), db.session.begin_nested():
            db.session.execute(delete(model))


def test_an_officer_asks_once_and_the_organisation_has_a_letter(drawn, officer):
    step = auditing.ask(drawn.filing, by=officer, at=make.AT, text="The payroll of March.")
    assert (step.answer_by - make.AT.date()).days == 30
    letter = letters_to(drawn.preparer)[-1]
    assert "drawn for an audit" in letter.subject
    assert "The payroll of March." in letter.body
    assert "3 Jun 2026" in letter.body
    with pytest.raises(InvalidTransition):
        auditing.ask(drawn.filing, by=officer, at=make.AT, text="Again.")


def test_what_was_not_drawn_is_not_audited(office, officer):
    with pytest.raises(InvalidTransition):
        auditing.decide(office.filing, AuditAct.CONFIRMED, by=officer, at=make.AT, reason=REASON)


@pytest.mark.parametrize("act", [AuditAct.DRAWN, AuditAct.ASKED])
def test_only_an_outcome_ends_an_audit(drawn, officer, act):
    with pytest.raises(InvalidTransition):
        auditing.decide(drawn.filing, act, by=officer, at=make.AT, reason=REASON)


def test_a_confirmed_filing_stays_short_and_the_public_reads_why(drawn, officer, client):
    auditing.decide(drawn.filing, AuditAct.CONFIRMED, by=officer, at=make.AT, reason=REASON)
    page = client.page(f"/en/organisations/{drawn.organisation.id}/2026")
    assert "the eight answers were confirmed" in page.text
    assert REASON in page.text
    assert asked.path(drawn.filing) is Path.SHORT
    with pytest.raises(InvalidTransition):
        auditing.decide(drawn.filing, AuditAct.FULL_REQUIRED, by=officer, at=make.AT, reason="No.")


def test_a_full_filing_is_required_of_this_year_and_the_next(drawn, officer, client):
    auditing.decide(
        drawn.filing, AuditAct.FULL_REQUIRED, by=officer, at=make.AT, reason="Migrant guards."
    )
    page = client.page(f"/en/organisations/{drawn.organisation.id}/2026")
    assert "a full filing is required" in page.text
    assert asked.path(drawn.filing) is Path.FULL
    assert asked.path(drawn.begin(2027)) is Path.FULL
    assert "asks for a full filing" in letters_to(drawn.signatory)[-1].body
    event = db.session.scalar(select(LedgerEvent).where(LedgerEvent.kind == "short_filing_audited"))
    assert json.loads(event.data)["data"]["outcome"] == "full_required"


def test_the_eight_answers_are_public_and_say_what_a_short_filing_is(office, client):
    page = client.page(f"/en/organisations/{office.organisation.id}/2026")
    assert "The organisation answered no to eight questions about exposure" in page.text
    assert "Did any migrant worker work for you" in page.text
    assert "This one was not drawn so far" in page.text
    number = db.session.scalar(select(Statement.id))
    statement = client.get(f"/api/v1/statements/{number}").json
    assert statement["path"] == "short"
    assert set(statement["answers"]["screening"].values()) == {"no"}
    listed = client.get("/api/v1/entries?year=2026").json["entries"]
    assert [entry["path"] for entry in listed] == ["short"]


def test_a_full_statement_says_nothing_of_short_filings(client):
    filing = make.a_filing(pages=make.complete_answers())
    make.published(filing)
    page = client.page(f"/en/organisations/{filing.organisation_id}/2026")
    assert "Short filing" not in page.text


def test_anybody_reads_how_lots_were_drawn(drawn, client):
    made = audits.draws(2026)[0]
    page = client.page("/en/short-filings/2026")
    assert made.seed in page.text
    assert audits.place(made.seed, drawn.filing.reference) in page.text
    assert client.get("/en/short-filings/1900").status_code == 404


def test_officers_audit_on_their_pages(drawn, officer, client):
    client.sign_in(officer)
    url = f"/en/review/{drawn.filing.reference}/audit"
    assert client.page("/en/review/short-filings").links[drawn.organisation.name] == url
    empty = client.fill(url, action=f"{url}/ask")
    assert (empty.status_code, "Say which evidence" in empty.text) == (422, True)
    assert client.fill(url, action=f"{url}/ask", text="The payroll.").status_code == 303
    page = client.page(url)
    assert "answer by" in page.text
    assert "Send the letter" not in page.text
    typed = client.fill(url, action=f"{url}/decide", reason=REASON)
    assert (typed.status_code, REASON in typed.text) == (422, True)
    answer = {"outcome": "confirmed", "reason": REASON}
    assert client.fill(url, action=f"{url}/decide", **answer).status_code == 303
    assert acts(drawn.filing) == ["drawn", "asked", "confirmed"]
    assert "Confirmed" in client.page("/en/review/short-filings").text


def test_two_officers_who_decide_at_once_decide_once(drawn, officer, client):
    client.sign_in(officer)
    url = f"/en/review/{drawn.filing.reference}/audit"
    sent = {"outcome": "confirmed", "reason": REASON}
    assert client.fill(url, action=f"{url}/decide", **sent).status_code == 303
    assert client.post(f"{url}/decide", data=sent).status_code in (400, 409)
    assert acts(drawn.filing) == ["drawn", "confirmed"]


def test_a_monitor_reads_audits_and_decides_none(drawn, client):
    client.sign_in(make.a_user(staff=StaffRole.MONITOR))
    url = f"/en/review/{drawn.filing.reference}/audit"
    assert "Record the outcome" not in client.page(url).text
    assert client.get(f"/en/review/{make.a_filing().reference}/audit").status_code == 404
