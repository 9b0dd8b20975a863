"""Asking about a statement up to the published answer, and following a list of suppliers."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from registry.accounts import services as accounts
from registry.clock import now
from registry.extensions import db
from registry.models import Concern, FilerRole, OutboxMessage, StaffRole
from registry.organisations import OrganisationRecord, add
from tests import factories as make
from tests.browser.typing import press
from tests.filing.house import SECRET
from tests.public.statements import a_statement

QUESTION = "Were leavers repaid too, and how did you find them?"
ANSWER = "Yes: we wrote to 412 people and repaid 390 of them."
LONG_ENOUGH = 3_500
"""Milliseconds that a person has a form open at least."""
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def town(live):
    with live.app.app_context():
        organisation = make.an_organisation("Contoh Sawit Berhad")
        statement = a_statement(organisation, at=now())
        signatory = make.a_filer(organisation, FilerRole.SIGNATORY)
        accounts.enrol_totp(signatory, SECRET)
        officer = make.a_user("Devi Officer", staff=StaffRole.OFFICER)
        add([OrganisationRecord(name="Contoh Sarung Tangan Berhad", ssm_number="201901000777")])
        db.session.commit()
        found = SimpleNamespace(
            live=live,
            organisation=statement.organisation_id,
            cookies={
                name: live.app.test_client().sign_in(user).get_cookie("session").value
                for name, user in (("signatory", signatory), ("officer", officer))
            },
        )
        db.session.remove()
    return found


def as_person(town, page, name):
    page.goto("/robots.txt")
    cookie = {"name": "session", "value": town.cookies[name], "url": page.url}
    page.context.add_cookies([cookie])


@pytest.mark.slow
@pytest.mark.parametrize(("language", "phone"), [("en", False), ("ms", True)])
def test_asked_read_answered_and_published(town, open_browser, axe, language, phone):
    reader, officer, company = (
        open_browser(town.live.url, javascript=n != 0, phone=phone) for n in range(3)
    )
    reader.goto(f"/{language}/organisations/{town.organisation}/2026")
    reader.locator("#concerns a[href*='/ask']").click()
    reader.locator("[name=kind][value=question]").check()
    reader.locator("[name=text]").fill("Call me: 012-345 6789")
    reader.wait_for_timeout(LONG_ENOUGH)
    press(reader)
    assert "012-345 6789" in reader.locator("[name=text]").input_value()
    assert reader.evaluate(FITS)
    reader.locator("[name=text]").fill(QUESTION)
    press(reader)
    assert "/asked/" in reader.url
    private = reader.url

    with town.live.app.app_context():
        concern = db.session.scalars(select(Concern.id)).one()
        db.session.remove()
    as_person(town, officer, "officer")
    officer.goto(f"/{language}/review/concerns")
    officer.locator(f"a[href$='/review/concerns/{concern}']").click()
    axe(officer)
    officer.locator("[name=decision][value=accept]").check()
    press(officer)
    as_person(town, company, "signatory")
    company.goto(f"/{language}/filings/concerns/{concern}")
    axe(company)
    assert company.evaluate(FITS)
    company.locator("[name=text]").fill(ANSWER)
    company.locator("[name=send]").check()
    press(company)
    officer.goto(f"/{language}/review/concerns/{concern}")
    officer.locator("[name=decision][value=publish]").check()
    press(officer)

    reader.goto(f"/{language}/organisations/{town.organisation}/2026")
    shown = reader.locator("#concerns").inner_text()
    assert QUESTION in shown
    assert ANSWER in shown
    reader.goto(private)
    assert ANSWER in reader.locator("main").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "phone"), [("en", False), ("ms", True)])
def test_a_list_of_suppliers_is_found_kept_and_followed(
    town, open_browser, axe, tmp_path, language, phone
):
    page = open_browser(town.live.url, phone=phone)
    page.goto(f"/{language}/suppliers")
    listed = tmp_path / "suppliers.csv"
    rows = ["Name;SSM", "Contoh Sarong Tangan Berhad;", "Wrong Name Berhad;201901000777", "Zzz;"]
    listed.write_bytes("\r\n".join(rows).encode("cp1252"))
    page.locator("[name=file]").set_input_files(str(listed))
    press(page)
    axe(page)
    assert page.evaluate(FITS)
    page.locator("select[name^=pick-]").select_option(index=1)
    page.locator("button[value=show]").click()
    page.wait_for_load_state()
    with page.expect_download() as taken:
        page.locator("button[value=csv]").click()
    assert taken.value.path().read_text("utf-8-sig").count("Contoh Sarung Tangan Berhad") == 2
    page.locator("[name=email]").fill("buyer@example.com")
    page.wait_for_timeout(LONG_ENOUGH)
    page.locator("button[value=follow]").click()
    page.wait_for_url("**/suppliers/*")
    axe(page)
    assert page.evaluate(FITS)
    with town.live.app.app_context():
        body = db.session.scalars(select(OutboxMessage.body).order_by(OutboxMessage.id)).all()[-1]
        db.session.remove()
    link = next(word for word in body.split() if "/following/" in word).partition(":8000")[2]
    page.goto(link)
    press(page)
    page.goto(link)
    assert page.locator("main table tbody tr").count() == 1
    axe(page)
