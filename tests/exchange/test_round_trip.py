"""A filing that is exported and imported again is the same filing, answer by answer."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from registry.exchange import (
    AskedPage,
    Content,
    Identity,
    as_json,
    asked_pages,
    merged,
    of_pages,
    workbook,
)
from registry.i18n import speaking
from tests.exchange.filings import DOCUMENTS, FACTS, filings

FILINGS = 200
SLOWLY = settings(
    max_examples=FILINGS,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a filing takes many minutes
    suppress_health_check=list(HealthCheck),
)


def taken(pages: tuple[AskedPage, ...], content: Content) -> dict[str, dict[str, Any]]:
    """The pages of an empty draft after the file was taken over."""
    assert content.mistakes == ()
    found = {page.name: merged(page, {}, content.answers) for page in pages}
    return {name: answers for name, answers in found.items() if answers}


@pytest.mark.timeout(900)
@SLOWLY
@given(data=st.data())
def test_json_of_200_filings(data: st.DataObject, identity: Identity) -> None:
    pages = asked_pages(FACTS)
    filing = data.draw(filings(pages))
    sent = as_json.write(of_pages(identity, filing))
    content = as_json.read(sent, pages, DOCUMENTS)
    assert taken(pages, content) == filing
    assert content.identity == identity


@pytest.mark.timeout(900)
@SLOWLY
@given(data=st.data(), language=st.sampled_from(["en", "ms"]), reader=st.sampled_from(["en", "ms"]))
def test_workbooks_of_200_filings(
    data: st.DataObject, identity: Identity, language: str, reader: str
) -> None:
    """Also where one person's language is not that of the next."""
    pages = asked_pages(FACTS)
    filing = data.draw(filings(pages))
    sent = workbook.write(of_pages(identity, filing), pages, language)
    with speaking(reader):
        content = workbook.read(sent, pages, DOCUMENTS)
    assert taken(pages, content) == filing
    assert content.identity == identity
