"""A table as a file comes whole, or not at all."""

import pytest
from flask import Flask

from registry.public.csv_files import IN_MEMORY, csv_answer


@pytest.fixture
def files():
    """An application with two files: one that can be made, and one whose making ends early."""
    app = Flask(__name__)

    def broken():
        yield "name\n"
        raise ConnectionError("the database went away")

    def long():
        for _ in range(3 * IN_MEMORY // 1024):
            yield b"x" * 1023 + b"\n"

    made = {"broken": broken, "long": long, "words": lambda: ["nama\n", "Syarikat Ümit\n"]}
    app.add_url_rule("/<name>", "file", lambda name: csv_answer(made[name](), name))
    return app.test_client()


def test_a_file_has_its_length_and_its_name(files):
    answer = files.get("/words")
    assert answer.text == "nama\nSyarikat Ümit\n"
    assert answer.content_length == len(answer.data)
    assert answer.headers["Content-Disposition"] == "attachment; filename=words.csv"


def test_a_file_that_is_too_long_for_memory_comes_whole(files):
    answer = files.get("/long", buffered=True)
    assert answer.content_length == len(answer.data) == 3 * IN_MEMORY


def test_an_error_on_the_way_is_an_error_and_no_shorter_file(files):
    assert files.get("/broken").status_code == 500


def test_who_asks_for_the_headers_alone_makes_nobody_write_the_file(files):
    answer = files.head("/broken")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"


@pytest.mark.parametrize("name", ["words", "long"])
def test_who_has_the_same_file_is_not_sent_it_again(files, name):
    answer = files.get(f"/{name}", buffered=True)
    again = files.get(f"/{name}", headers={"If-None-Match": answer.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
    other = files.get(f"/{name}", headers={"If-None-Match": '"another"'}, buffered=True)
    assert other.data == answer.data


def test_any_site_may_read_a_file_and_it_names_its_licence(files):
    answer = files.get("/words")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Link"].endswith('/licenses/by/4.0/>; rel="license"')
