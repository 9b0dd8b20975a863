"""Reading a page the way a careful person would: what it says, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

TYPED = {"input", "select", "textarea"}
WITHOUT_LABEL = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage")
LEAK = re.compile(r"%\(\w+\)[sd]|\{\{|\{%|LazyString|<function |Undefined|Translations\b")


class Page:
    """A parsed page."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.tree = parser.parse(html)
        self.parse_errors = [
            f"{html5lib.constants.E[code] % details} (line {line})"
            for (line, _column), code, details in parser.errors
        ]

    @property
    def text(self) -> str:
        """Everything a reader sees in ``<body>``, with single spaces."""
        return text_of(self.tree.find("body"))

    @property
    def title(self) -> str:
        return text_of(self.tree.find("head/title"))

    @property
    def heading(self) -> str:
        return text_of(self.tree.find(".//h1"))

    @property
    def links(self) -> dict[str, str]:
        """Where each link leads, by its words."""
        return {text_of(link): link.get("href", "") for link in self.tree.iter("a")}

    def all(self, path: str) -> list[Element]:
        """The elements at an ElementTree path such as ``.//table/tbody/tr``."""
        return self.tree.findall(path)

    def rows(self) -> list[list[str]]:
        """The words in each cell of each row of every table."""
        return [[text_of(cell) for cell in row] for row in self.tree.iter("tr")]

    def form(self, action: str | None = None) -> Element:
        """The one form that posts, or the one that posts to ``action``."""
        forms = [f for f in self.tree.iter("form") if f.get("method", "").lower() == "post"]
        if action is not None:
            forms = [form for form in forms if form.get("action") == action]
        elif len(forms) > 1:
            forms = [form for form in self.all(".//main//form") if form in forms]
        assert len(forms) == 1, f"{len(forms)} forms to choose from; name the action"
        return forms[0]

    def problems(self) -> list[str]:
        """What is wrong with the page, in words; empty when nothing is."""
        return [problem for check in CHECKS for problem in check(self)]


def text_of(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "template"}:
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def values_of(form: Element) -> dict[str, list[str]]:
    """What a browser would send for the form as it stands, without any button."""
    sent: dict[str, list[str]] = {}
    for field in form.iter():
        if field.tag in TYPED and field.get("name") and field.get("disabled") is None:
            sent.setdefault(field.get("name", ""), []).extend(_values(field))
    return {name: values for name, values in sent.items() if values}


def _values(field: Element) -> list[str]:
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.tag == "select":
        return _selected(field)
    kind = field.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.get("checked") is not None else []
    return [] if kind in {"submit", "button", "image", "file"} else [field.get("value", "")]


def _selected(field: Element) -> list[str]:
    options = list(field.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and field.get("multiple") is None:
        chosen = options[:1]
    return [option.get("value", text_of(option)) for option in chosen]


def _malformed(page: Page) -> Iterator[str]:
    yield from page.parse_errors


def _without_basics(page: Page) -> Iterator[str]:
    if page.tree.get("lang", "").split("-")[0] not in {"en", "ms"}:
        yield "<html> has no lang of en or ms"
    if not page.title:
        yield "no title"
    headings = [text_of(heading) for heading in page.tree.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"one h1 with words is needed, not {headings}"


def _duplicate_ids(page: Page) -> Iterator[str]:
    count = Counter(element.get("id") for element in page.tree.iter() if element.get("id"))
    yield from (f'id "{name}" is used {n} times' for name, n in count.items() if n > 1)


def _broken_references(page: Page) -> Iterator[str]:
    known = {element.get("id") for element in page.tree.iter()}
    for element in page.tree.iter():
        for name in (*REFERENCES, "for"):
            for wanted in (element.get(name) or "").split():
                if wanted not in known:
                    yield f'{name}="{wanted}" points to no id'


def _without_label(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.tree.iter("label")}
    wrapped = {id(field) for label in page.tree.iter("label") for field in label.iter()}
    for field in page.tree.iter():
        if field.tag not in TYPED or field.get("type") in WITHOUT_LABEL:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not (named or field.get("id") in labelled or id(field) in wrapped):
            yield f"<{field.tag} name={field.get('name')!r}> has no label"


def _pictures_without_words(page: Page) -> Iterator[str]:
    for image in page.tree.iter("img"):
        if image.get("alt") is None:
            yield f"image {image.get('src')} has no alt"


def _inline_code(page: Page) -> Iterator[str]:
    for element in page.tree.iter():
        is_data = element.get("type") == "application/ld+json"
        is_inline = element.tag == "script" and not element.get("src") and not is_data
        if element.tag == "style" or is_inline:
            yield f"inline <{element.tag}>: the content policy forbids it"
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on <{element.tag}>: the content policy forbids it"


def _leaks(page: Page) -> Iterator[str]:
    if found := LEAK.search(f"{page.title} {page.text}"):
        yield f"raw text {found.group()!r} reached the reader"


CHECKS: tuple[Any, ...] = (
    _malformed,
    _without_basics,
    _duplicate_ids,
    _broken_references,
    _without_label,
    _pictures_without_words,
    _inline_code,
    _leaks,
)
