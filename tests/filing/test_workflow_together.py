"""Several people in the same moment: whoever comes second sees what the first did."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from registry import ledger
from registry.accounts import services as accounts
from registry.extensions import db
from registry.models import FilerRole, Filing, FilingEvent, FilingVersion, Signature
from tests import factories as make
from tests.filing.house import SECRET, House, letters_to

PEOPLE = 6


@pytest.fixture
def register(new_app):
    app = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        yield app
        db.session.remove()


def at_once(app, users, url, data):
    """Everybody sends the same form in the same moment; where each was led."""
    clients = [app.test_client().sign_in(user) for user in users]
    db.session.commit()
    together = threading.Barrier(len(clients))

    def send(client):
        together.wait()
        with app.app_context():
            return client.post(url, data=data)

    with ThreadPoolExecutor(len(clients)) as pool:
        responses = list(pool.map(send, clients))
    assert {response.status_code for response in responses} == {303}
    return {response.location for response in responses}


def test_simultaneous_starts_give_one_filing(register):
    organisation = make.an_organisation()
    make.an_entry(organisation)
    users = [make.a_filer(organisation) for _ in range(PEOPLE)]
    db.session.commit()
    url = f"/en/filings/start/{organisation.id}/2026"
    places = at_once(register, users, url, {})
    [filing] = db.session.scalars(select(Filing)).all()
    assert places == {f"/en/filings/{filing.reference}/"}
    assert len(filing.events) == 1


def test_simultaneous_signatures_file_one_version(register):
    house = House()
    users = [house.signatory] + [
        make.a_filer(house.organisation, FilerRole.SIGNATORY) for _ in range(PEOPLE - 1)
    ]
    for user in users[1:]:
        accounts.enrol_totp(user, SECRET)
    client = register.test_client().sign_in(house.preparer)
    client.post(house.url("ready"))
    url, reference = house.url("sign"), house.reference
    places = at_once(register, users, url, house.signature())
    assert places == {f"/en/filings/{reference}/filed/1"}
    assert len(db.session.scalars(select(FilingVersion)).all()) == 1
    kinds = db.session.scalars(select(FilingEvent.kind)).all()
    assert kinds.count("submitted") == 1
    assert len(letters_to(house.preparer)) == 1
    assert db.session.scalars(select(Signature)).one().version_id == 1
    assert ledger.first_broken() is None
