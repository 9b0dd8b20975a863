"""One page, one person at a time: who holds it, who takes it over, and nothing is lost by it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from registry.clock import now
from registry.extensions import db
from registry.filing import locks
from registry.models import EditLock, Filing, FilingPage, FilingStatus, User
from tests import factories as make
from tests.client import Client
from tests.pages import Page, values_of


@pytest.fixture
def filing(session: object) -> Filing:
    return make.a_filing()


@pytest.fixture
def url(filing: Filing) -> str:
    return f"/en/filings/{filing.reference}/pages/contracts"


@pytest.fixture
def aisyah(new_client: Callable[[], Client], filing: Filing) -> Client:
    return new_client().sign_in(make.a_filer(filing.organisation, name="Aisyah"))


@pytest.fixture
def ben(new_client: Callable[[], Client], filing: Filing) -> Client:
    return new_client().sign_in(make.a_filer(filing.organisation, name="Ben"))


def typed(cases: str, revision: int = 0, **more: str) -> dict[str, str]:
    return {
        "doc_contract_items": "none",
        "doc_substitution_cases": cases,
        "revision": str(revision),
        **more,
    }


def stored(filing: Filing) -> dict[str, object]:
    page = db.session.get(FilingPage, (filing.id, "contracts"), populate_existing=True)
    return page.answers if page else {}


def held(filing: Filing) -> dict[str, str]:
    return {lock.sheet: lock.holder.name for lock in db.session.query(EditLock).all()}


def test_who_opens_a_page_holds_it_and_others_read_it(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    assert held(filing) == {"contracts": "Aisyah"}
    page = ben.page(url)
    assert "Aisyah is working on this page" in page.text
    assert page.all(".//fieldset[@disabled]")
    assert "Save and continue" not in page.text
    assert held(filing) == {"contracts": "Aisyah"}


def test_the_task_list_says_who_is_at_which_page(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    tasks = f"/en/filings/{filing.reference}/"
    assert "Aisyah is working on it, since" in ben.page(tasks).text
    assert "working on it" not in aisyah.page(tasks).text


def test_taking_over_tells_the_first_person_at_their_next_save_and_loses_nothing(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    assert ben.fill(url, action=f"{url}/take-over").location == url
    assert "Save and continue" in ben.page(url).text

    answer = aisyah.post(url, data=typed("3"))
    assert answer.status_code == 409
    page = Page(answer.text)
    assert "Not saved: Ben has this page now" in page.text
    assert stored(filing) == {}
    mine = values_of(page.form(""))
    assert mine["doc_substitution_cases"] == ["3"]

    ben.post(url, data=typed("5"))
    answer = aisyah.post(url, data=mine)
    assert answer.status_code == 409
    rows = [row[1:] for row in Page(answer.text).rows()]
    assert ["3", "5"] in rows
    assert aisyah.post(url, data=values_of(Page(answer.text).form(""))).status_code == 303
    assert stored(filing)["doc_substitution_cases"] == 3


def test_what_is_typed_is_not_saved_by_itself_over_who_took_the_page(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    ben.post(f"{url}/take-over")
    answer = aisyah.post(f"{url}/autosave", data=typed("3"))
    assert answer.status_code == 409
    assert answer.json["message"].startswith("Ben has had this page since")
    assert stored(filing) == {}


def test_saving_and_going_on_gives_the_page_back(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    aisyah.post(url, data=typed("3"))
    assert held(filing) == {}
    assert "is working on this page" not in ben.page(url).text


def test_a_page_that_still_owes_something_stays_held(
    aisyah: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    aisyah.post(url, data=typed(""))
    assert held(filing) == {"contracts": "Aisyah"}


def test_signing_out_gives_every_page_back(aisyah: Client, filing: Filing, url: str) -> None:
    aisyah.get(url)
    aisyah.post("/en/sign-out")
    assert held(filing) == {}


def test_a_person_is_in_one_place(aisyah: Client, filing: Filing, url: str) -> None:
    aisyah.get(url)
    aisyah.get(url.replace("contracts", "passports"))
    assert held(filing) == {"passports": "Aisyah"}


def test_a_lock_ends_some_minutes_after_the_last_sign_of_life(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    db.session.query(EditLock).update({"until": now() - timedelta(seconds=1)})
    assert "is working on this page" not in ben.page(url).text
    assert held(filing) == {"contracts": "Ben"}


def test_a_page_that_is_open_reports_that_somebody_is_there(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    assert aisyah.post(f"{url}/lock", data={"revision": "0"}).json == {}
    assert held(filing) == {"contracts": "Aisyah"}
    answer = ben.post(f"{url}/lock", data={"revision": "0"})
    assert answer.status_code == 409
    assert "Aisyah" in answer.json["message"]


def test_a_page_that_shows_older_answers_is_told_so(aisyah: Client, ben: Client, url: str) -> None:
    ben.post(url, data=typed("5"))
    answer = aisyah.post(f"{url}/lock", data={"revision": "0"})
    assert answer.status_code == 409
    assert "Someone else saved" in answer.json["message"]
    ben.get(url)
    ben.post(f"{url}/take-over")
    assert (
        "You saved newer answers" in ben.post(f"{url}/lock", data={"revision": "0"}).json["message"]
    )


def test_an_older_copy_of_the_page_never_replaces_ones_own_newer_answers(
    aisyah: Client, filing: Filing, url: str
) -> None:
    """Back with the browser, and saved once more."""
    aisyah.post(url, data=typed("3"))
    aisyah.post(url, data=typed("4", revision=1))
    answer = aisyah.post(url, data=typed("7"))
    assert answer.status_code == 409
    assert "You saved newer answers of this page" in answer.text
    assert stored(filing)["doc_substitution_cases"] == 4


def test_corridors_are_held_apart(aisyah: Client, ben: Client, filing: Filing) -> None:
    make.saved(filing, make.complete_answers(), by=make.a_user())
    db.session.commit()
    fees = f"/en/filings/{filing.reference}/pages/fees"
    aisyah.get(f"{fees}/{make.CORRIDOR}")
    assert held(filing) == {f"fees/{make.CORRIDOR}": "Aisyah"}
    assert "is working on this page" in ben.page(f"{fees}/{make.CORRIDOR}").text
    assert "is working on this page" not in ben.page(fees).text
    assert "Aisyah is working on it" in ben.page(f"/en/filings/{filing.reference}/").text


def test_a_page_fetched_ahead_is_not_held(aisyah: Client, filing: Filing, url: str) -> None:
    aisyah.get(url, headers={"Sec-Purpose": "prefetch;prerender"})
    assert held(filing) == {}


def test_a_closed_filing_is_held_by_nobody(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.get(url)
    filing.status = FilingStatus.SUBMITTED
    assert "is working on this page" not in ben.page(url).text
    ben.post(f"{url}/take-over")
    assert held(filing) == {"contracts": "Aisyah"}


def test_nobody_elses_filing_can_be_held(
    new_client: Callable[[], Client], filing: Filing, url: str
) -> None:
    stranger = new_client().sign_in(make.a_filer(make.an_organisation()))
    for address in (url, f"{url}/lock", f"{url}/take-over"):
        assert stranger.post(address, data={"revision": "0"}).status_code == 404
    assert held(filing) == {}


def test_answers_that_waited_on_the_device_come_back_unsaved(
    aisyah: Client, filing: Filing, url: str
) -> None:
    answer = aisyah.post(url, data=typed("1o", put_back="1"))
    page = Page(answer.text)
    assert "What you typed is back" in page.text
    assert values_of(page.form(""))["doc_substitution_cases"] == ["1o"]
    assert stored(filing) == {}


def test_answers_that_waited_stand_beside_newer_ones(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    ben.post(url, data=typed("5"))
    page = Page(aisyah.post(url, data=typed("3", put_back="1")).text)
    assert ["3", "5"] in [row[1:] for row in page.rows()]
    assert stored(filing)["doc_substitution_cases"] == 5


def test_answers_that_waited_and_are_saved_already_say_nothing(aisyah: Client, url: str) -> None:
    aisyah.post(url, data=typed("5"))
    page = Page(aisyah.post(url, data=typed("5", put_back="1")).text)
    assert "What you typed is back" not in page.text
    assert page.all(".//template[@data-came-back]")


def test_the_page_says_when_it_was_saved_and_that_an_added_row_is_not(
    aisyah: Client, filing: Filing, url: str
) -> None:
    assert "Nothing saved yet" in aisyah.page(url).text
    aisyah.post(url, data=typed("5"))
    assert "All changes saved: " in aisyah.page(url).text
    workforce = url.replace("contracts", "workforce")
    answer = aisyah.post(workforce, data={"add": "workforce", "revision": "0"})
    assert "Not saved yet" in Page(answer.text).text


@pytest.fixture
def people(filing: Filing) -> tuple[User, User]:
    return make.a_filer(filing.organisation), make.a_filer(filing.organisation)


def test_of_two_who_come_at_once_the_first_holds_it(
    filing: Filing, people: tuple[User, User]
) -> None:
    first, second = people
    assert locks.hold(filing, "wages", by=first, at=make.AT) is None
    lock = locks.hold(filing, "wages", by=second, at=make.AT + timedelta(minutes=14))
    assert lock and (lock.holder_id, lock.since) == (first.id, make.AT)
    assert locks.hold(filing, "wages", by=second, at=make.AT + timedelta(minutes=15)) is None


def test_holding_on_keeps_the_moment_it_began(filing: Filing, people: tuple[User, User]) -> None:
    person, _ = people
    locks.hold(filing, "wages", by=person, at=make.AT)
    later = make.AT + timedelta(minutes=10)
    locks.hold(filing, "wages", by=person, at=later, length=locks.BEATING)
    lock = locks.holder(filing, "wages", at=later)
    assert lock and (lock.since, lock.until) == (make.AT, later + locks.BEATING)
    locks.release(filing, "wages", by=person)
    assert locks.holder(filing, "wages", at=later) is None
