"""How templates are made, so that a page of a thousand texts and macros comes out quickly.

Each language has templates of its own: texts are put into it once, when a template is compiled,
and stand there like any other words of the page. What is left for each page is done without what
Jinja does for templates that it does not know.
"""

import re
from collections.abc import Callable, MutableMapping
from types import FunctionType
from typing import Any

from flask import Flask, has_app_context
from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from registry.i18n import language, text_of_pages, text_without_places

GETTEXT = {"_", "gettext"}
PLACE = re.compile(r"%\((\w+)\)s")
MISSING = object()


class Texts(NodeTransformer):
    """Puts the texts that a template asks for by ``_("...")`` into a language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        text = _asked(node)
        if text is None or node.kwargs:
            return node
        return nodes.Const(text_without_places(text, self.lang), lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        self.generic_visit(node)
        node.nodes = [part for child in node.nodes for part in self._laid_out(child)]
        return node

    def _laid_out(self, child: nodes.Expr) -> list[nodes.Expr]:
        """A text with places, as its words and what is printed between them."""
        text = _asked(child)
        if text is None or not isinstance(child, nodes.Call):
            return [child]
        given = {each.key: each.value for each in child.kwargs}
        words, places = _split(text_of_pages(text, self.lang))
        if sorted(places) != sorted(given) or any("%" in each for each in words):
            return [child]
        parts: list[nodes.Expr] = [nodes.TemplateData(words[0])]
        for place, after in zip(places, words[1:], strict=True):
            parts += [given[place], nodes.TemplateData(after)]
        return parts


def _asked(node: nodes.Node) -> str | None:
    """The text that a call of ``_`` asks for."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return None
    if node.node.name not in GETTEXT or len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
        return None
    text = node.args[0]
    return text.value if isinstance(text, nodes.Const) else None


def _split(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and the names of the places between them."""
    parts = PLACE.split(text)
    return parts[::2], parts[1::2]


class Page(Context):
    """Calls macros and plain functions, without looking for what only other objects declare."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is Macro:
            args = (self.eval_ctx, *args)
        elif type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class Templates(Environment):
    context_class = Page
    lang: str | None = None
    """Of the texts; without one they are looked up when a page is made."""

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self.languages: dict[str, Templates] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if self.lang is None and has_app_context():
            return self._in(language()).get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def _in(self, lang: str) -> "Templates":
        if lang not in self.languages:
            own = self.overlay()
            own.lang = lang
            self.languages[lang] = own
        return self.languages[lang]

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        *options: Any,
        **named: Any,
    ) -> Any:
        if self.lang is not None and EvalContext(self, name).autoescape:
            source = Texts(self.lang).visit(self.parse(source, name, filename))
        return super().compile(source, name, filename, *options, **named)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dictionary: nothing is added once the first template is loaded.

        Jinja keeps it in layers, and walks them for each import of each page.
        """
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Without an exception for each look into a dictionary."""
        found = getattr(obj, attribute, MISSING)
        return self.getitem(obj, attribute) if found is MISSING else found

    def _compile(self, source: str, filename: str) -> Any:
        """A hook of Jinja's. Its ``escape`` makes an object of each value, to join it at once."""
        return super()._compile(f"{source}\nescape = environment.printed\n", filename)

    @staticmethod
    def printed(value: Any) -> str:
        """What is escaped already, and a text with nothing to escape, is printed as it is.

        Five looks cost an eighth of ``escape``.
        """
        kind = type(value)
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        if kind is int:
            return str(value)
        if kind is not str:
            if hasattr(value, "__html__"):
                return value.__html__()  # type: ignore[no-any-return]
            value = str(value)
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        return value  # type: ignore[no-any-return]


def init_app(app: Flask) -> None:
    """Come before all parts that add to the environment of templates."""
    app.jinja_environment = Templates
