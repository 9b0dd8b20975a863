"""Parts that outlive their pages: never shown where they must not be, and never out of date."""

import gzip
import sqlite3
from datetime import timedelta
from random import Random
from types import SimpleNamespace

import pytest
import time_machine

from registry import assurance, kept_pages, publication, statement_withdrawal, withdrawal
from registry.extensions import db
from registry.kept_pages.parts import kept_part
from registry.models import (
    AliasKind,
    Concern,
    ConcernAct,
    ConcernActKind,
    ConcernKind,
    ConcernState,
    FactKind,
    FilerRole,
    Filing,
    OrganisationAlias,
    OrganisationClass,
    ReportingClass,
    StaffRole,
)
from tests.coverage.groups import KILANG, a_parent, a_row
from tests.factories import a_filer, a_user, an_entry, an_organisation
from tests.public.conftest import TODAY
from tests.public.statements import a_statement, amended

JUST_NOW = TODAY - timedelta(days=1)
LARGE = (
    *("statement.assessment", "statement.answers FROM"),
    *("statement_fee_line", "statement_finding"),
)
"""What only the kept parts of pages need."""


@pytest.fixture
def register(new_app, tmp_path):
    """An organisation with statements of two years, in a register that keeps what it makes."""
    path = tmp_path / "kept.sqlite"
    app = new_app(KEPT_PAGES=str(path), WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        owner = an_organisation("Serimbun Sawit Berhad")
        before, statement = a_statement(owner, 2025), a_statement(owner, 2026)
        db.session.commit()
        place = f"/organisations/{owner.id}"
        yield SimpleNamespace(
            app=app,
            path=path,
            browser=app.test_client(),
            officer=a_user(staff=StaffRole.OFFICER),
            owner=owner,
            before=before,
            statement=statement,
            addresses=[
                f"/{lang}{place}{page}"
                for lang in ("en", "ms")
                for page in ("", "/2026", "/2026/versions/1")
            ],
            page=f"/en{place}/2026",
            organisation=f"/en{place}",
        )
        db.session.remove()


def anew(register, address):
    """The page made anew, of parts that are kept."""
    return register.browser.get(f"{address}?anew=1").text


def of_nothing_kept(register, address):
    shelf = register.app.extensions["kept_pages"]
    register.app.extensions["kept_pages"] = None
    try:
        return anew(register, address)
    finally:
        register.app.extensions["kept_pages"] = shelf


def newest(register):
    return withdrawal.statement_of(db.session.get_one(Filing, register.statement.filing_id))


def publish_anothers(register):
    a_statement(an_organisation(), 2026)


def amend(register):
    answers = {"passports": {"doc_passport_holder": "employer"}}
    amended(newest(register), at=JUST_NOW, answers=answers)


def amend_the_year_before(register):
    amended(register.before, at=JUST_NOW, answers={"passports": {"doc_passport_holder": "agent"}})


def withdraw_the_grade_or_give_it_back(register):
    statement = newest(register)
    act = withdrawal.restore if statement.grade_withdrawn_on else withdrawal.withdraw
    act(statement, by=register.officer, at=JUST_NOW, reason="The figures were not true.")


def withdraw_the_statement_of_the_year_before(register):
    filing = db.session.get_one(Filing, register.before.filing_id)
    last = withdrawal.statement_of(filing)
    statement_withdrawal.withdraw(
        last, filing, by=register.officer, at=JUST_NOW, reason="It was filed for another company."
    )


def reply_and_release_the_grade(register):
    filing = db.session.get_one(Filing, register.statement.filing_id)
    publication.add_reply(filing, text="We have repaid since.", at=JUST_NOW, release=True)


def rename(register):
    register.owner.name = "Serimbun Hijau <Berhad>"


def add_a_former_name(register):
    register.owner.aliases.append(OrganisationAlias(name="Serimbun <Lama>", kind=AliasKind.BRAND))


def vouch_for_its_people(register):
    filer = a_filer(register.owner, role=FilerRole.SIGNATORY)
    assurance.add_fact(FactKind.ATTESTED, register.owner, at=JUST_NOW, about=filer, by=filer)


def name_it_in_anothers_group(register):
    register.owner.ssm_number = KILANG
    a_parent(a_row(KILANG, share_percent="60"))


def publish_a_question(register):
    concern = Concern(
        reference="Q-1",
        link_sha256="1" * 64,
        text_sha256="1" * 64,
        organisation_id=register.owner.id,
        kind=ConcernKind.QUESTION,
        text="",
        language="en",
        sent_at=JUST_NOW,
        state=ConcernState.CLOSED,
    )
    words = "Who pays for visas?"
    concern.acts.append(ConcernAct(kind=ConcernActKind.ACCEPTED, at=JUST_NOW, text=words))
    db.session.add(concern)


ACTS = (
    publish_anothers,
    amend,
    amend_the_year_before,
    withdraw_the_grade_or_give_it_back,
    reply_and_release_the_grade,
    withdraw_the_grade_or_give_it_back,
    rename,
    add_a_former_name,
    vouch_for_its_people,
    name_it_in_anothers_group,
    publish_a_question,
)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_acts_a_page_of_kept_parts_is_the_page_made_of_nothing_kept(register, seed):
    acts = Random(seed).sample(ACTS, len(ACTS))
    for act in (*acts, withdraw_the_statement_of_the_year_before):
        act(register)
        db.session.commit()
        for address in register.addresses:
            assert anew(register, address) == of_nothing_kept(register, address), (act, address)
    for address in register.addresses:
        assert anew(register, address) == of_nothing_kept(register, address), address


def test_all_that_was_added_is_on_the_page_made_of_kept_parts(register):
    register.browser.get(register.organisation)
    for act in (add_a_former_name, vouch_for_its_people, name_it_in_anothers_group):
        act(register)
    publish_a_question(register)
    db.session.commit()
    page = anew(register, register.organisation)
    assert page.count("Serimbun &lt;Lama&gt;") == 1
    assert "Attested by a second director" in page
    assert "In statements of others" in page
    assert "60% held" in page
    assert "Who pays for visas?" in page


def test_what_only_the_day_changes_shows_on_its_day(register):
    since = TODAY.date() + timedelta(days=2)
    waiting = an_entry(an_organisation(), 2026)
    waiting.due_on = TODAY.date() + timedelta(days=1)
    register.owner.reporting_classes.append(
        OrganisationClass(reporting_class=ReportingClass.STATUTORY_BODY, since=since)
    )
    db.session.commit()
    addresses = [register.organisation, f"/en/organisations/{waiting.organisation_id}"]
    seen = []
    for days in range(4):
        with time_machine.travel(TODAY + timedelta(days=days), tick=False):
            for address in addresses:
                assert anew(register, address) == of_nothing_kept(register, address), days
            seen.append([anew(register, address) for address in addresses])
    owners, waiting_ones = zip(*seen, strict=True)
    assert ["Statutory body" in page for page in owners] == [False, False, True, True]
    assert len(set(waiting_ones)) == 4, "each names its day"
    assert ["Overdue" in page for page in waiting_ones] == [False, False, True, True]


def test_what_others_publish_leaves_the_large_parts_as_they_are(register, queries):
    for address in register.addresses:
        register.browser.get(address)
    publish_anothers(register)
    db.session.commit()
    for address in register.addresses:
        with queries() as made:
            register.browser.get(address)
        assert len(made) > 1, "made anew"
        assert not [large for large in LARGE if large in " ".join(" ".join(made).split())]
        assert len(made) <= (7 if address.count("/") == 3 else 10), "\n\n".join(made)


def test_findings_are_on_no_page_before_their_day_though_their_part_is_kept(register):
    amend(register)
    db.session.commit()
    shown_on = newest(register).grade_public_on
    eve = TODAY.replace(year=shown_on.year, month=shown_on.month, day=shown_on.day, hour=15)
    for _ in range(2):
        with time_machine.travel(eve, tick=False):
            assert 'id="FEE-03"' in anew(register, register.page)
        with time_machine.travel(eve - timedelta(days=1), tick=False):
            early = anew(register, register.page)
        assert 'id="FEE-03"' not in early
        assert "of 100 points" not in early
        assert 'href="#findings"' not in early


def test_no_grade_is_shown_while_it_is_withdrawn_though_its_part_is_kept(register):
    assert "of 100 points" in anew(register, register.page)
    withdraw_the_grade_or_give_it_back(register)
    db.session.commit()
    for address in (register.page, register.organisation):
        assert "of 100 points" not in anew(register, address)
        assert "Grade withdrawn" in anew(register, address)
    withdraw_the_grade_or_give_it_back(register)
    db.session.commit()
    assert "of 100 points" in anew(register, register.page)


def test_answers_that_stay_the_same_follow_the_statement_of_the_year_before(register):
    unchanged = anew(register, register.page).count("Unchanged since 2025")
    assert unchanged
    amend_the_year_before(register)
    db.session.commit()
    assert anew(register, register.page).count("Unchanged since 2025") == unchanged - 1


def test_who_has_signed_in_or_chosen_larger_text_reads_the_same_parts(register):
    anew(register, register.page)
    own = register.app.test_client().sign_in(register.officer).get(register.page).text
    register.browser.set_cookie("display", "large.high")
    large = register.browser.get(register.page).text
    assert 'data-text-size="large"' in large
    for page in (own, large):
        assert page.count('<article class="finding') == anew(register, register.page).count(
            '<article class="finding'
        )


def test_another_build_and_another_place_have_parts_of_their_own(register):
    def made_by(build, root=""):
        register.app.extensions["build"] = build
        with register.app.test_request_context("/en/", environ_overrides={"SCRIPT_NAME": root}):
            return str(kept_part("name", 1, caller=lambda: f"{build} {root}"))

    assert made_by("one") == made_by("one") == "one "
    assert made_by("two") == "two "
    assert made_by("two", "/tip") == "two /tip"


def test_parts_are_told_apart_by_all_they_are_said_to_show(register):
    with register.app.test_request_context("/en/"):
        told = [(), (1,), ("1",), (1, None), (None, 1), ((1, None),)]
        made = [str(kept_part("name", *shown, caller=lambda s=shown: repr(s))) for shown in told]
        assert made == [repr(shown) for shown in told]


def test_a_part_that_was_altered_on_disk_is_made_anew(register):
    page = anew(register, register.page)
    with sqlite3.connect(register.path) as connection:
        connection.execute("UPDATE part SET body = ?", (b"altered",))
    assert anew(register, register.page) == page


def test_a_file_that_cannot_be_written_stops_nobody(register, monkeypatch):
    page = of_nothing_kept(register, register.page)
    shelf = kept_pages.Shelf("/proc/nowhere/kept.sqlite", 1)
    monkeypatch.setitem(register.app.extensions, "kept_pages", shelf)
    assert anew(register, register.page) == page


def test_a_full_file_forgets_the_oldest_parts(tmp_path):
    path = tmp_path / "small.sqlite"
    shelf = kept_pages.Shelf(str(path), 1)
    random = Random(1)
    for number in range(60):
        shelf.put_part(f"{number}", random.randbytes(20_000).hex())
    assert path.stat().st_size <= 2**20
    assert shelf.part("0") is None
    assert shelf.part("59")


def test_a_part_that_repeats_the_host_it_was_asked_with_is_not_kept(register):
    address = f"/en/organisations/{register.owner.id}/2026"
    page = register.browser.get(address, headers={"Host": "finding"})
    assert page.status_code == 200
    with sqlite3.connect(register.path) as shelf:
        bodies = [gzip.decompress(body) for (body,) in shelf.execute("SELECT body FROM part")]
    assert bodies
    assert not any(b"finding" in body for body in bodies)
