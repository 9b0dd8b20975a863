"""Answers that have no page of their own."""

from functools import wraps

import pytest
from flask import abort


@pytest.mark.parametrize(
    ("status", "words"),
    [(410, "Kami tidak dapat membaca permintaan itu"), (503, "Ada masalah di pihak kami")],
)
def test_they_are_told_in_the_language_of_the_reader(client, monkeypatch, status, words):
    views = client.application.view_functions

    @wraps(views["public.about"])
    def refused(**_given):
        abort(status)

    monkeypatch.setitem(views, "public.about", refused)
    answer = client.get("/ms/about?again")
    assert answer.status_code == status
    assert words in answer.text
