"""Any one slip in any word of a demonstration name finds the organisation."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry import name_search, organisations
from registry.extensions import db
from registry.name_search import deletions, words
from seed.companies import companies

LETTERS = st.sampled_from(string.ascii_lowercase)
WORDS = sorted(
    {
        (place, company.record.name)
        for company in companies()
        for place, word in enumerate(words.of_name(company.record.name))
        if deletions.is_correctable(word)
    }
)


@st.composite
def slips(draw):
    """A name with one letter of one word left out, put in, replaced or swapped with the next."""
    place, name = draw(st.sampled_from(WORDS))
    typed = words.of_name(name)
    typed[place] = draw(edited(typed[place]))
    return " ".join(typed), name


@st.composite
def edited(draw, word):
    at = draw(st.integers(0, len(word) - 1))
    kind = draw(st.sampled_from(("out", "in", "other", "swap")))
    if kind == "out":
        return word[:at] + word[at + 1 :]
    if kind == "in":
        return word[:at] + draw(LETTERS) + word[at:]
    if kind == "other":
        return word[:at] + draw(LETTERS) + word[at + 1 :]
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@pytest.fixture(scope="module")
def names(app):
    """A register of the demonstration's names that all examples read."""
    with app.app_context():
        records = [company.record for company in companies()]
        ids = organisations.add(records)
        yield {id: record.name for id, record in zip(ids, records, strict=True)}
        db.session.rollback()
        db.session.remove()


@given(slips())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_slip_finds_the_name_among_the_first_ten(names, slip):
    typed, name = slip
    found = [names[hit.organisation_id] for hit in name_search.suggestions(typed, limit=10).hits]
    assert name in found


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_answered(names, typed):
    typed = typed.replace("\0", "")
    found = name_search.suggestions(typed)
    assert len(found.hits) == len({hit.organisation_id for hit in found.hits}) <= 8
    assert all(0 < each.confidence <= 1 for each in name_search.best_match(typed))


@given(st.sampled_from(WORDS), st.data())
@settings(max_examples=300, deadline=None)
def test_a_word_and_its_slip_share_a_form(word_of, data):
    place, name = word_of
    word = words.of_name(name)[place]
    slip = data.draw(edited(word))
    assert deletions.stored_forms(word) & deletions.forms(slip, deletions.reach(slip))
    assert deletions.distance(slip, word) is not None
