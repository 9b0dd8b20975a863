"""A grade that is withdrawn stands in no file, also of editions that were made before."""

import gzip
import io
import json
from datetime import UTC, datetime, timedelta

import pandas
import pytest

from registry import withdrawal
from registry.extensions import db
from registry.models import StaffRole, Statement
from registry.open_data import edition
from registry.open_data.edition import Register
from tests.factories import a_user, an_organisation
from tests.public.statements import a_statement

AT = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
JUDGED = ("entries", "entries-2026", "statements", "statements-2026", "limits", "themes")
KINDS = ("csv", "jsonl.gz", "parquet")
FILES = [f"{stem}.{kind}" for stem in JUDGED for kind in KINDS]
EMPTY = {
    "entries": ["grade", "score"],
    "statements": [
        *("grade", "score", "score_before_limits", "band", "completeness", "substance"),
        *("verification", "confidence", "limits"),
    ],
    "limits": ["limit", "cap", "why_en", "why_ms", "lift_en", "lift_ms"],
    "themes": ["score"],
}
HELD_DOWN = {
    "passports": {
        "doc_passport_holder": "employer",
        "doc_storage_terms": [],
        "doc_passports_held": 9,
    }
}
"""Answers for which a grade has a limit."""


@pytest.fixture
def made(new_app):
    """An edition with the grades of two statements; the first is ``made.judged``."""
    app = new_app(RATELIMIT_ENABLED=False)
    with app.app_context():
        judged, _other = (
            a_statement(an_organisation(name), answers=HELD_DOWN) for name in ("=Satu Bhd", "Dua")
        )
        db.session.commit()
        edition.write(Register("https://register.example", "Operator"), at=AT)
        db.session.commit()
        client = app.test_client()
        client.judged = judged.id
        yield client
        db.session.remove()


def decide(made, verb):
    statement = db.session.get_one(Statement, made.judged)
    officer = a_user(staff=StaffRole.SENIOR_OFFICER)
    verb(statement, by=officer, at=AT + timedelta(hours=4), reason="What it said was not so.")
    db.session.commit()


def taken(made, name, place=""):
    return made.get(f"/en/data/{place}{name}", buffered=True)


def frame(name, content):
    stream = io.BytesIO(content)
    if name.endswith(".csv"):
        return pandas.read_csv(stream, dtype=str, keep_default_na=False).replace("", None)
    if name.endswith(".gz"):
        return pandas.DataFrame(map(json.loads, gzip.decompress(content).splitlines()))
    return pandas.read_parquet(stream)


@pytest.mark.parametrize("name", FILES)
def test_no_file_shows_it_and_nothing_else_changes(made, name):
    before = frame(name, taken(made, name).data)
    decide(made, withdrawal.withdraw)
    after = frame(name, taken(made, name, "editions/1/").data)
    own = before["statement_id"].astype(int) == made.judged
    hidden = EMPTY[name.partition(".")[0].partition("-")[0]]
    assert before.loc[own, hidden].notna().any(axis=None)
    assert after.loc[own, hidden].isna().all(axis=None)
    pandas.testing.assert_frame_equal(before.loc[~own], after.loc[~own], check_dtype=False)
    rest = [column for column in before if column not in hidden]
    pandas.testing.assert_frame_equal(before[rest], after[rest], check_dtype=False)


def test_once_restored_the_file_is_the_one_that_was_made(made):
    before = taken(made, "statements.parquet")
    decide(made, withdrawal.withdraw)
    meanwhile = taken(made, "statements.parquet", "editions/1/")
    assert meanwhile.headers["ETag"] != before.headers["ETag"]
    assert meanwhile.content_length == len(meanwhile.data)
    decide(made, withdrawal.restore)
    assert taken(made, "statements.parquet", "editions/1/").data == before.data


def test_whoever_has_the_file_is_told_that_it_changed(made):
    """No copy between the register and a reader keeps a grade that was withdrawn."""
    before = taken(made, "entries.csv", "editions/1/")
    assert before.cache_control.no_cache
    assert taken(made, "answers.csv", "editions/1/").cache_control.immutable
    decide(made, withdrawal.withdraw)
    tag = {"If-None-Match": before.headers["ETag"]}
    place = "/en/data/editions/1/entries.csv"
    assert made.get(place, headers=tag, buffered=True).status_code == 200
    part = made.get(place, headers={"Range": "bytes=0-3"}, buffered=True)
    assert (part.status_code, part.data) == (206, before.data[:4])


def test_the_package_gives_no_hash_of_what_is_another_file_now(made):
    decide(made, withdrawal.withdraw)
    package = json.loads(taken(made, "datapackage.json", "editions/1/").data)
    told = {each["name"]: "hash" in each for each in package["resources"]}
    assert not any(told.pop(name) for name in ("entries", "statements", "limits", "themes"))
    assert all(told.values())


def test_an_edition_made_afterwards_is_given_out_as_it_is(made):
    decide(made, withdrawal.withdraw)
    later = edition.write(Register("https://x.example", "Operator"), at=AT + timedelta(days=1))
    db.session.commit()
    answer = taken(made, "statements.csv", f"editions/{later.id}/")
    assert answer.headers["ETag"].strip('"') == edition.file_of(later, "statements.csv")["sha256"]
    page = made.page("/en/data/editions")
    assert page.text.count("1 grade was withdrawn since.") == 1


def test_the_reason_stands_with_the_statement_whose_grade_was_withdrawn(made):
    decide(made, withdrawal.withdraw)
    edition.write(Register("https://register.example", "Operator"), at=AT + timedelta(days=1))
    db.session.commit()
    rows = frame("statements.parquet", taken(made, "statements.parquet").data)
    reasons = rows.set_index("statement_id")["grade_withdrawn_reason"]
    assert reasons[made.judged] == "What it said was not so."
    assert reasons.drop(made.judged).isna().all()
