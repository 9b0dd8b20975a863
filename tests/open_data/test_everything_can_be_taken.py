"""Everything a page shows can be taken: each public page with figures leads to its data."""

import pytest

from registry.extensions import db
from tests.factories import an_organisation
from tests.public.statements import a_statement

TAKEN = (".csv", ".jsonl", ".parquet", "/api/v1/", ".json")
WITH_FIGURES = (
    "register",
    "ledger",
    "sectors",
    "sectors/energy",
    "states",
    "corridors",
    "corridors/NPL",
    "recruiters",
    "criteria/FEE-03",
    "compare?organisation={id}",
    "organisations/{id}",
    "organisations/{id}/2026",
    "data",
)


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("place", WITH_FIGURES)
def test_a_page_with_figures_leads_to_them(client, place, language):
    statement = a_statement(an_organisation(sector="energy"))
    db.session.commit()
    page = client.page(f"/{language}/{place.format(id=statement.organisation_id)}")
    links = [a.get("href") or "" for a in page.tree.iter("a")]
    taken = [url for url in links if any(kind in url for kind in TAKEN)]
    assert taken, f"{place} shows figures that nobody can take"
    for url in taken[:3]:
        assert client.get(url, buffered=True).status_code == 200, url
