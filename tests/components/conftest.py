"""Components rendered by themselves, as a page would import them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.pages import Page

Render = Callable[..., Page]


@pytest.fixture
def render(app: Flask) -> Render:
    """Render a template's text with the macros of one component file as ``c``."""

    def rendered(component: str, source: str, *, lang: str = "en", **values: Any) -> Page:
        with app.test_request_context(f"/{lang}/"):
            app.preprocess_request()
            template = app.jinja_env.from_string(
                f'{{% import "components/{component}.html" as c %}}{source}'
            )
            return Page(f"<!doctype html><body>{template.render(values)}</body>")

    return rendered
