"""What the public asked and other names, among the bulk files."""

from datetime import date

import pandas
import pytest

from registry.extensions import db
from registry.models import AliasKind, ConcernState, OrganisationAlias
from tests.api.test_concerns import a_concern
from tests.factories import an_organisation
from tests.open_data.bulk import load_bulk, write_bulk

pytestmark = pytest.mark.usefixtures("session")


def test_only_what_is_public_of_questions_is_in_the_files(tmp_path):
    asked, early, waiting = (an_organisation() for _ in range(3))
    a_concern(asked, ConcernState.ASKED, public_on=date(2026, 6, 23))
    a_concern(waiting, ConcernState.WAITING, reference="Q-2")
    a_concern(early, ConcernState.ASKED, public_on=date(2026, 6, 24), reference="Q-3")
    write_bulk(tmp_path, today=date(2026, 6, 23))
    [row] = load_bulk(tmp_path)["concerns"].to_dict("records")
    assert (row["organisation_id"], row["text"]) == (asked.id, "Who pays for visas?")
    assert row["kind"] == "question"
    assert pandas.isna(row["answer"])


def test_other_names_tell_their_kind(client, tmp_path):
    known = an_organisation()
    db.session.add(
        OrganisationAlias(organisation_id=known.id, name="Jenama Contoh", kind=AliasKind.BRAND)
    )
    db.session.commit()
    write_bulk(tmp_path, today=date(2026, 6, 23))
    [row] = load_bulk(tmp_path)["other_names"].to_dict("records")
    assert (row["name"], row["kind"]) == ("Jenama Contoh", "brand")
    answer = client.get(f"/api/v1/organisations/{known.id}").json
    assert answer["other_names"] == [{"name": "Jenama Contoh", "kind": "brand"}]
