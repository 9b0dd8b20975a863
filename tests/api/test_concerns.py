"""What the public asked, as programs read it."""

from datetime import UTC, date, datetime

import pytest

from registry.extensions import db
from registry.models import Concern, ConcernAct, ConcernActKind, ConcernKind, ConcernState
from tests.factories import an_organisation

pytestmark = pytest.mark.usefixtures("session")
AT = datetime(2026, 6, 1, 3, tzinfo=UTC)


def a_concern(organisation, state, *, public_on=None, reference="Q-1"):
    concern = Concern(
        reference=reference,
        link_sha256=reference.rjust(64, "0"),
        organisation_id=organisation.id,
        year=2026,
        kind=ConcernKind.QUESTION,
        text="",
        text_sha256="1" * 64,
        language="en",
        sent_at=AT,
        state=state,
        answer_by=date(2026, 6, 22),
        public_on=public_on,
    )
    concern.acts.append(ConcernAct(kind=ConcernActKind.ACCEPTED, at=AT, text="Who pays for visas?"))
    db.session.add(concern)
    db.session.flush()


def test_a_question_is_there_from_the_day_on_which_it_is_public(client):
    asked, waiting = an_organisation(), an_organisation()
    a_concern(asked, ConcernState.ASKED, public_on=date(2026, 6, 23))
    [found] = client.get(f"/api/v1/organisations/{asked.id}/concerns").json["concerns"]
    assert (found["text"], found["answer"], found["who"]) == ("Who pays for visas?", "", "")
    assert client.get(f"/api/v1/organisations/{waiting.id}/concerns").json["concerns"] == []


def test_there_are_none_of_nobody(client):
    assert client.get("/api/v1/organisations/99/concerns").status_code == 404
