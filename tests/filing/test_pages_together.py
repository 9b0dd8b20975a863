"""Two people on one page, a page saved while somebody types, and a button pressed twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from registry.extensions import db
from registry.filing import saving
from registry.models import (
    Filing,
    FilingPage,
    FilingStatus,
    InvalidTransition,
    SavedMeanwhile,
    User,
)
from tests import factories as make
from tests.client import Client
from tests.pages import Page, values_of


@pytest.fixture
def filing(session: Any) -> Filing:
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


def stored(filing: Filing, name: str = "contracts") -> FilingPage:
    page = db.session.get(FilingPage, (filing.id, name))
    assert page
    return page


def typed(cases: str, revision: int = 0) -> dict[str, str]:
    return {
        "doc_contract_items": "none",
        "doc_substitution_cases": cases,
        "revision": str(revision),
    }


def test_who_saves_second_sees_both_versions_and_loses_nothing(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    assert aisyah.post(url, data=typed("3")).status_code == 303
    response = ben.post(url, data=typed("5"))
    assert response.status_code == 409
    page = Page(response.text)
    assert "Saved by Aisyah" in page.text
    assert [
        "In how many cases did the job or contract on arrival differ from what was signed?",
        "5",
        "3",
    ] in page.rows()
    assert stored(filing).answers["doc_substitution_cases"] == 3
    sent = values_of(page.form(""))
    assert sent["doc_substitution_cases"] == ["5"]
    assert page.links["Take the saved one"] == url
    assert ben.post(url, data=sent).status_code == 303
    assert stored(filing).answers["doc_substitution_cases"] == 5


def test_the_same_button_pressed_twice_saves_once(aisyah: Client, filing: Filing, url: str) -> None:
    assert aisyah.post(url, data=typed("3")).status_code == 303
    assert aisyah.post(url, data=typed("3")).status_code == 303
    assert stored(filing).revision == 1


def test_a_page_without_the_revision_it_showed_is_never_saved_over_another(
    aisyah: Client, ben: Client, url: str
) -> None:
    aisyah.post(url, data=typed("3"))
    response = ben.post(url, data={"doc_substitution_cases": "5"})
    assert response.status_code == 409


def test_autosave_keeps_what_can_be_read_and_says_the_revision(
    aisyah: Client, filing: Filing, url: str
) -> None:
    answer = aisyah.post(f"{url}/autosave", data={"doc_substitution_cases": "3", "revision": "0"})
    assert answer.status_code == 200
    assert answer.json["revision"] == 1
    assert answer.json["saved_at"]
    assert stored(filing).answers == {"doc_substitution_cases": 3}
    assert not stored(filing).complete


def test_autosave_of_a_finished_page_that_says_nothing_new_leaves_it_finished(
    aisyah: Client, filing: Filing, url: str
) -> None:
    aisyah.post(url, data=typed("3"))
    answer = aisyah.post(f"{url}/autosave", data=typed("3", revision=1))
    assert answer.json["revision"] == 1
    assert stored(filing).complete


def test_autosave_never_saves_over_somebody_else(
    aisyah: Client, ben: Client, filing: Filing, url: str
) -> None:
    aisyah.post(url, data=typed("3"))
    answer = ben.post(f"{url}/autosave", data=typed("5"))
    assert answer.status_code == 409
    assert answer.json["message"]
    assert stored(filing).answers["doc_substitution_cases"] == 3


def test_autosave_of_a_closed_filing_is_refused(aisyah: Client, filing: Filing, url: str) -> None:
    filing.status = FilingStatus.SUBMITTED
    assert aisyah.post(f"{url}/autosave", data=typed("3")).status_code == 409


def test_the_button_after_an_autosave_of_the_same_answers_finishes_the_page(
    aisyah: Client, filing: Filing, url: str
) -> None:
    aisyah.post(f"{url}/autosave", data=typed("3"))
    assert aisyah.post(url, data=typed("3")).status_code == 303
    assert stored(filing).complete


def test_both_may_work_on_different_pages(aisyah: Client, ben: Client, url: str) -> None:
    aisyah.post(url, data=typed("3"))
    passports = url.replace("contracts", "passports")
    sent = {"doc_passport_holder": "worker", "doc_passports_held": "0", "revision": "0"}
    assert ben.post(passports, data=sent).status_code == 303


@pytest.fixture
def person(filing: Filing) -> User:
    return make.a_filer(filing.organisation)


def test_a_closed_filing_is_not_saved(filing: Filing, person: User) -> None:
    filing.status = FilingStatus.PUBLISHED
    with pytest.raises(InvalidTransition):
        saving.save_page(filing, "contracts", {}, complete=False, revision=0, by=person, at=make.AT)


def test_a_page_that_moved_on_is_not_saved(filing: Filing, person: User) -> None:
    make.saved(filing, {"contracts": {"doc_substitution_cases": 1}}, by=make.a_user())
    with pytest.raises(SavedMeanwhile):
        saving.save_page(filing, "contracts", {}, complete=False, revision=0, by=person, at=make.AT)


def test_new_corridors_open_the_fee_page_again(filing: Filing, person: User) -> None:
    make.saved(filing, make.complete_answers(), by=person)
    corridors = {"corridors_recruited": "yes", "corridors": [make.a_corridor(origin="BGD")]}
    saving.save_page(
        filing, "corridors", corridors, complete=True, revision=1, by=person, at=make.AT
    )
    assert not stored(filing, "fees").complete


def test_of_people_who_save_in_the_same_moment_one_wins_and_the_others_are_told(
    new_app: Callable[..., Flask],
) -> None:
    app = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        filing = make.a_filing()
        url = f"/en/filings/{filing.reference}/pages/contracts"
        browsers = [app.test_client().sign_in(make.a_filer(filing.organisation)) for _ in range(5)]
        db.session.commit()
        together = threading.Barrier(len(browsers))

        def save(place: int) -> int:
            together.wait()
            with app.app_context():
                return browsers[place].post(url, data=typed(str(place))).status_code

        with ThreadPoolExecutor(len(browsers)) as pool:
            statuses = sorted(pool.map(save, range(len(browsers))))
        assert statuses == [303, 409, 409, 409, 409]
        assert stored(filing).revision == 1
        db.session.remove()
