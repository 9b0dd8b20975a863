"""CSV files of the public pages: safe to open, and asked for only so often."""

import csv
import io

import pytest

from registry.extensions import limiter
from registry.public.site.data_routes import WORK_LIMIT
from registry.safe_csv import csv_lines
from tests import factories as make

MOST = int(WORK_LIMIT.split()[0])
LIMITED = ("/en/register.csv", "/en/data/2026.csv", "/en/data/2026.jsonl")
FORMULAS = ('=HYPERLINK("https://evil.example")', "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1")


@pytest.fixture
def limited(new_app):
    """A reader of a register that counts, with one statement in it."""
    app = new_app(RATELIMIT_ENABLED=True)
    with app.app_context():
        make.published(make.a_filing(pages=make.complete_answers()))
        yield app.test_client()
        limiter.reset()


@pytest.mark.parametrize("formula", FORMULAS)
def test_neither_a_name_at_the_head_nor_a_value_is_a_formula(formula):
    text = "".join(csv_lines([{"label": "Grade", formula: formula}], ["label", formula]))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [["label", f"'{formula}"], ["Grade", f"'{formula}"]]


def test_an_organisation_whose_name_is_a_formula_is_compared_safely(client, session):
    names = ("=Contoh Satu Berhad", "Contoh Dua Berhad")
    both = [make.published(make.a_filing(make.an_organisation(name))) for name in names]
    query = "&".join(f"organisation={each.organisation_id}" for each in both)
    with client.get(f"/en/compare.csv?{query}&year=2026") as answer:
        head = next(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    one, two = (each.organisation_id for each in both)
    assert head[3:] == [f"'=Contoh Satu Berhad ({one})", f"Contoh Dua Berhad ({two})"]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=register-")


@pytest.mark.parametrize("address", LIMITED)
def test_files_of_a_whole_year_are_asked_for_only_so_often(limited, address):
    statuses = []
    for _ in range(MOST + 1):
        with limited.get(address) as answer:
            statuses.append(answer.status_code)
    assert statuses == [200] * MOST + [429]
