"""Paragraphs of a statement that others have: who may see whose, and what is common wording."""

import pytest
from sqlalchemy import delete, event, func, select

from registry.commands.index_statements import index_statements
from registry.cross_checks import passages, texts
from registry.extensions import db
from registry.models import FilingStatus, PassageBand, StaffRole, StatementPassage
from registry.review import services as review
from tests import factories as make
from tests.cross_checks.filings import COPIED, a_draft, a_filed, a_published

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def draft():
    return a_draft(make.an_organisation("Contoh Peniru Berhad"))


def compared(filing, text=COPIED, *, unpublished=False):
    return texts.compare(passages.split(text), filing, unpublished=unpublished)


def test_a_paragraph_of_a_published_statement_stands_beside_its_source(draft):
    a_published(make.an_organisation("Contoh Asal Berhad"), text=COPIED)
    [match] = compared(draft, COPIED.replace("lender", "bank")).matches
    assert (match.organisation, match.year, match.number) == ("Contoh Asal Berhad", 2026, 1)
    assert 95 <= match.percent < 100
    assert [piece.text for piece in match.mine if not piece.is_shared] == ["bank"]
    assert [piece.text for piece in match.theirs if not piece.is_shared] == ["lender"]


def test_what_another_has_only_filed_is_for_the_staff(draft):
    a_filed(make.an_organisation("Contoh Asal Berhad"), text=COPIED)
    assert compared(draft).matches == []
    assert len(compared(draft, unpublished=True).matches) == 1


def test_an_amendment_in_review_stays_with_the_staff_and_the_published_text_is_kept(draft):
    secret = COPIED.replace("lender", "moneylender whom the new version names for the first time")
    source = a_published(text=COPIED)
    source.move_to(FilingStatus.DRAFT, by=make.a_user(), at=make.AT)
    source.documents[-1].removed_at = make.AT
    make.a_document(source, by=make.a_filer(source.organisation), text=secret)
    make.filed(source)
    [match] = compared(draft, secret).matches
    assert "moneylender" not in " ".join(piece.text for piece in match.theirs)
    [match] = compared(draft, secret, unpublished=True).matches
    assert "moneylender" in " ".join(piece.text for piece in match.theirs)


def test_own_text_of_last_year_is_found_whether_published_or_not(draft):
    a_filed(draft.organisation, 2025, text=COPIED)
    [match] = compared(draft).matches
    assert (match.organisation, match.year) == (None, 2025)


def test_own_text_of_this_year_and_text_of_later_years_are_not_copied(draft):
    a_published(draft.organisation, 2027, text=COPIED)
    a_published(year=2027, text=COPIED)
    assert compared(draft).matches == []


def test_wording_that_five_others_have_is_common_and_shown_as_nobodys(draft):
    for _ in range(texts.COMMON_FROM):
        a_published(text=COPIED)
    found = compared(draft)
    assert (found.matches, found.common) == ([], 1)


def test_common_wording_adds_no_hashes():
    for _ in range(texts.COMMON_FROM + 3):
        a_published(text=COPIED)
    holders = db.session.scalar(select(func.count(PassageBand.passage_id.distinct())))
    assert holders == texts.COMMON_FROM + 1
    assert db.session.scalar(select(func.count()).select_from(StatementPassage)) == holders + 2


def test_publishing_replaces_what_filing_kept():
    filing = a_filed(text=COPIED)
    officer = make.a_user(staff=StaffRole.OFFICER)
    review.publish(filing, by=officer, at=make.AT, note="", version=1)
    [passage] = db.session.scalars(select(StatementPassage))
    assert passage.is_public
    held = db.session.scalars(select(PassageBand.passage_id).distinct()).all()
    assert held == [passage.id]


def test_a_long_statement_is_compared_in_a_few_queries(draft):
    pages = "\n\n".join(f"{COPIED} It was paragraph {n} of many." for n in range(80))
    a_published(text=pages)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert len(compared(draft, pages).matches) == 80
    assert len(asked) <= 3


def test_statements_published_before_can_be_indexed_afterwards(draft):
    a_published(text=COPIED)
    db.session.execute(delete(PassageBand))
    db.session.execute(delete(StatementPassage))
    assert compared(draft).matches == []
    db.session.commit()
    index_statements.callback.__wrapped__(words=False)
    assert len(compared(draft).matches) == 1
