"""How surely the register knew whoever signed: on the page, in the API and in the bulk files."""

import pytest

from registry import assurance
from registry.extensions import db
from registry.models import FactKind, FilerRole
from registry.open_data.words import LISTS, labels
from tests.factories import AT, a_filer, a_filing, an_organisation, complete_answers, published
from tests.open_data.bulk import load_bulk, write_bulk
from tests.pages import text_of

TIERS = {
    "none": None,
    "domain": FactKind.ADDRESS_AT_DOMAIN,
    "secretary": FactKind.SECRETARY_CONFIRMED,
    "attested": FactKind.ATTESTED,
}


def test_the_words_are_those_of_the_tiers():
    assert list(LISTS["tiers"]) == list(TIERS) == [tier.name.lower() for tier in assurance.Tier]


@pytest.mark.parametrize("tier", TIERS)
def test_who_vouched_is_told_everywhere_alike(client, tmp_path, tier):
    organisation = an_organisation()
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    if kind := TIERS[tier]:
        assurance.add_fact(kind, organisation, at=AT, about=signatory)
    filing = a_filing(organisation, pages=complete_answers())
    statement = published(filing, by=signatory)
    db.session.commit()
    write_bulk(tmp_path, today=AT.date())
    assert list(load_bulk(tmp_path)["statements"]["vouched_by"]) == [tier]
    whole = client.get(f"/api/v1/statements/{statement.id}").json
    [listed] = client.get("/api/v1/statements").json["statements"]
    assert (whole["vouched_by"], listed["vouched_by"]) == (tier, tier)
    for language in ("en", "ms"):
        page = client.page(f"/{language}/organisations/{organisation.id}/{filing.year}")
        assert labels("tiers", language)[tier] in text_of(page.tree.find(".//main"))
