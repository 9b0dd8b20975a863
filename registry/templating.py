"""How templates are made: what all of them share is one plain dictionary.

Jinja keeps it in layers, to show later changes of it, and walks them for each import of each page.
Here nothing is added once the first template is loaded.
"""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment


class Templates(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def init_app(app: Flask) -> None:
    """Come before all parts that add to the environment of templates."""
    app.jinja_environment = Templates
