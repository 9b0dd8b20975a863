"""A published statement, somebody who asks about it, its company and the officers."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from registry.accounts import services as accounts
from registry.models import FilerRole, StaffRole
from tests import factories as make
from tests.filing.house import SECRET
from tests.public.statements import a_statement

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
"""A Monday morning in Kuala Lumpur; 21 days later it is the 23rd."""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def scene(session):
    organisation = make.an_organisation("Contoh Sawit Berhad")
    people = SimpleNamespace(
        organisation=organisation,
        statement=a_statement(organisation),
        preparer=make.a_filer(organisation, name="Nur Preparer"),
        signatory=make.a_filer(organisation, FilerRole.SIGNATORY, name="Tan Signatory"),
        officer=make.a_user("Devi Officer", staff=StaffRole.OFFICER),
        monitor=make.a_user("Ravi Monitor", staff=StaffRole.MONITOR),
        page=f"/en/organisations/{organisation.id}/ask?year=2026",
    )
    accounts.enrol_totp(people.signatory, SECRET)
    session.commit()
    return people


@pytest.fixture
def ask(clock, scene):
    """Fill in the form as a person does, who needs more than three seconds."""

    def asked(client, **typed):
        page = client.page(typed.pop("page", scene.page))
        form = {
            field.get("name"): field.get("value", "")
            for field in page.form().iter("input")
            if field.get("type") == "hidden"
        }
        clock.shift(timedelta(seconds=typed.pop("after", 20)))
        given = {
            "kind": "question",
            "about": "2026",
            "text": "Were leavers repaid too, and how did you find them?",
            "name": "", "role": "", "email": "", "website": "",
        }  # fmt: skip
        return client.post(scene.page, data=form | given | typed)

    return asked
