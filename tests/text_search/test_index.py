"""The index finds what a plain reading of the public texts finds, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text

from registry import storage, text_search
from registry.commands.index_statements import index_statements
from registry.extensions import db
from registry.models import Statement, StatementText
from registry.text_search import finding, index
from registry.text_search.words import SMALL, split, stem, stems
from seed import papers
from tests.factories import (
    AT,
    a_document,
    a_filer,
    a_filing,
    a_recruiter,
    complete_answers,
    published,
)
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

WORDS_USED = (
    "recruit recruits recruitment recruiting fee fees passport passports the of and pekerja "
    "bayaran membayar dibayar yang dengan oleh yuran pengambilan café Nepal 181 no tidak"
)
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS_USED.split()), max_size=12).map(" ".join), min_size=1, max_size=3
).map("\n\n".join)
WORDS = st.sampled_from(WORDS_USED.split())
TYPED = st.one_of(
    WORDS,
    WORDS.map("-{}".format),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.lists(WORDS, min_size=2, max_size=2).map(lambda words: f'-"{" ".join(words)}"'),
)


def numbers(found: list[str]) -> list[int]:
    return sorted(int(number) for each in found for number in each.split(",") if number)


def found(asked: str) -> set[int]:
    """The statements of the index that a question finds."""
    query = text_search.read(asked)
    every = set(db.session.scalars(db.select(StatementText.statement_id)))
    wanted = set(numbers(text_search.matching(query.wanted))) if query.wanted else every
    unwanted = numbers(text_search.matching_any(query.unwanted)) if query.unwanted else []
    return (wanted & every) - set(unwanted)


def has(read: list[str], typed: str) -> bool:
    """Whether a text that is read word by word has what is typed, in either language."""
    words = [word for word in split(typed) if word not in SMALL]
    size = len(words)
    windows = [read[at : at + size] for at in range(len(read) - size + 1)]
    return any([stem(word, lang) for word in words] in windows for lang in ("en", "ms"))


def by_reading(texts: dict[int, str], asked: list[str]) -> set[int]:
    """What the index should find, by reading everything."""
    meant = [each for each in asked if any(word not in SMALL for word in split(each))]
    return {
        id
        for id, written in texts.items()
        if all(has(list(stems(written)), each) != each.startswith("-") for each in meant)
    }


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=st.lists(TEXTS, min_size=1, max_size=6), asked=st.lists(TYPED, max_size=4))
def test_the_index_finds_what_reading_everything_finds(session, written, asked):
    with session.begin_nested() as trial:
        texts = dict(enumerate(written, 1_000_000))
        for id, each in texts.items():
            index.write(id, list(stems(each)))
        query = text_search.read(" ".join(asked))
        wanted = set(texts)
        if query.wanted:
            wanted &= set(numbers(text_search.matching(query.wanted)))
        if query.unwanted:
            wanted -= set(numbers(text_search.matching_any(query.unwanted)))
        assert wanted == by_reading(texts, asked)
        trial.rollback()


def test_words_far_from_the_beginning_are_found_but_form_no_phrase(monkeypatch):
    monkeypatch.setattr(index, "REACH", 3)
    index.write(1, list(stems("one two three passport retention")))
    assert numbers(text_search.matching(text_search.read("passport retention").wanted)) == [1]
    assert numbers(text_search.matching(text_search.read('"passport retention"').wanted)) == []
    assert numbers(text_search.matching(text_search.read('"two three"').wanted)) == [1]


def test_who_speaks_more_of_a_word_is_named_again():
    index.write(1, list(stems("fee " * 9 + "other words " * 50)))
    index.write(2, list(stems("fee " * 1 + "other words " * 900)))
    ranked = text_search.matching(text_search.read("fees").wanted, ranked=True)
    assert numbers(ranked) == [1, 1, 1, 2]


def about(words: str) -> dict[str, dict[str, object]]:
    """Answers in which somebody wrote these words."""
    measures = complete_answers()["commitments"]
    row = {**measures["commitments"][0], "commitment": words}
    return {"commitments": {**measures, "commitments": [row]}}


def with_document(words: str) -> Statement:
    filing = a_filing(pages=complete_answers())
    a_document(filing, by=a_filer(filing.organisation), text=words)
    return published(filing)


def test_what_is_published_is_found_by_its_answers_and_by_its_document():
    answered, written = a_statement(answers=about("A zebra")), with_document("Two zebras.")
    assert found("zebra") == {answered.id, written.id}


def test_what_is_not_published_is_not_found():
    a_filing(pages={**complete_answers(), **about("A zebra")})
    assert found("zebra") == set()


def test_only_the_newest_version_is_found():
    first = a_statement(answers=about("A zebra"))
    second = amended(first, at=AT, answers=about("An okapi"))
    assert (found("zebra"), found("okapi")) == (set(), {second.id})


def test_a_statement_that_is_kept_again_is_found_once():
    statement = a_statement(answers=about("A zebra"))
    text_search.empty()
    assert found("zebra") == set()
    text_search.keep(statement, "")
    assert found("zebra") == {statement.id}


def test_a_recruiter_is_found_by_its_name_and_a_private_person_is_not():
    firm = a_recruiter(name="Zamrud Manpower Pvt Ltd")
    person = a_recruiter(name="Zulkifli bin Zainudin", licence_no="")
    statement = a_statement(answers={"recruiters": {"recruiters": [firm, person]}})
    assert found("zamrud") == {statement.id}
    assert (found("zulkifli"), found("zainudin")) == (set(), set())
    assert statement.answers["recruiters"]["recruiters"][1]["name"] == "Zulkifli bin Zainudin"


def test_a_withdrawn_statement_is_not_found():
    statement = a_statement(answers=about("A zebra"))
    text_search.forget(statement)
    assert found("zebra") == set()
    assert not text_search.is_kept(statement)


def test_an_index_that_is_broken_stops_no_publication(caplog):
    db.session.execute(text("DROP TABLE statement_words"))
    statement = a_statement(answers=about("A zebra"))
    assert db.session.get(Statement, statement.id)
    assert not text_search.is_kept(statement)
    assert f"statement {statement.id} is not in the index" in caplog.text


def test_what_was_not_committed_is_in_no_index(new_app):
    app = new_app()
    with app.app_context():
        a_statement(answers=about("A zebra"))
        assert len(found("zebra")) == 1
        db.session.rollback()
        assert numbers(text_search.matching(text_search.read("zebra").wanted)) == []


def test_numbers_that_are_hidden_and_choices_are_no_words():
    statement = a_statement(answers=about("A zebra"))
    kept = db.session.get_one(StatementText, statement.id)
    assert "A zebra" in kept.answers
    assert "Contoh Manpower Pvt Ltd" in kept.answers
    assert "suppressed" not in kept.answers and "payroll" not in kept.answers


@pytest.mark.parametrize("words", [True, False])
def test_the_command_reads_again_what_is_public_and_the_documents_it_does_not_know(words):
    document = storage.put(papers.statement("Contoh", 2026, ["The zebra was paid back."]).stream)
    statement = a_statement(document=document.sha256)
    text_search.empty()
    assert found("zebra") == set()
    index_statements.callback.__wrapped__(words=words)
    index_statements.callback.__wrapped__(words=False)
    assert found("zebra") == {statement.id}


def test_a_document_that_is_gone_stops_no_index():
    statement = a_statement(answers=about("A zebra"), document="0" * 64)
    text_search.empty()
    index_statements.callback.__wrapped__(words=True)
    assert found("zebra") == {statement.id}


def test_words_are_found_through_the_index_however_small_its_table_looks(session):
    """PostgreSQL, left to itself, fetches the words of every statement for a common word."""
    index.write(1_000_000, ["passport"])
    made = []

    def remember(_connection, _cursor, statement, *_rest):
        made.append(statement)

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        text_search.matching(text_search.read("passport").wanted)
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
    if session.connection().dialect.name == "sqlite":
        assert len(made) == 1
    else:
        assert (made[0], len(made)) == ("SET LOCAL enable_seqscan = off", 3)
        assert session.scalar(text("SHOW enable_seqscan")) == "on"


def test_a_phrase_that_cannot_be_found_in_time_leaves_the_database_usable(session, monkeypatch):
    slow = "SELECT {n}, CAST(pg_sleep(60) AS text) WHERE :asked_{n} <> ''"
    monkeypatch.setattr(finding, "POSTGRESQL", replace(finding.POSTGRESQL, sql=slow))
    monkeypatch.setattr(finding, "MOST_SECONDS", 0.1)
    kept = with_document("A passport.")
    if session.connection().dialect.name == "sqlite":
        assert found('"passport retention"') == set()
    else:
        with pytest.raises(text_search.TooCommon):
            found('"passport retention"')
        assert session.scalar(text("SHOW statement_timeout")) == "0"
    monkeypatch.undo()
    assert found("passport") == {kept.id}
