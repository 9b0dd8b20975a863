"""What templates may hold: words in two languages, and nothing that the content policy forbids."""

import re

import pytest
from jinja2 import Environment

from tests.architecture.source import APPLICATION

TEMPLATES = {
    str(file.relative_to(APPLICATION)): file.read_text()
    for file in sorted((APPLICATION / "templates").rglob("*.*"))
}
EVERY_TEMPLATE = pytest.mark.parametrize("name", TEMPLATES)

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\">{{ \w+\|tojson }}</script>)"
    r"|<style\b|\sstyle=|\son[a-z]+=|javascript:",
    re.I,
)
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")
SPOKEN = re.compile(r'\b(?:alt|title|placeholder|aria-label)="([^"]*)"')
WORD = re.compile(r"(?<![\w./])[A-Za-z][a-z]{2,}(?![\w./])")
IN_BOTH_LANGUAGES = {"English", "Bahasa", "Melayu", "Excel", "Parquet"}
IN_THEIR_OWN_LANGUAGE = re.compile(r'<(\w+) lang="(?!en|ms)[a-z]+">.*?</\1>', re.S)
CLASS_NAMES = re.compile(r"{% block \w+_class %}.*?{% endblock")
CODE_WORD = re.compile(r"[a-z_]+\s*")


@EVERY_TEMPLATE
def test_no_inline_script_or_style(name):
    assert not INLINE.findall(TEMPLATES[name])


@EVERY_TEMPLATE
def test_escaping_is_never_switched_off(name):
    assert not UNESCAPED.findall(TEMPLATES[name])


@EVERY_TEMPLATE
def test_every_word_passes_through_translation(name):
    outside = _outside_translation(TEMPLATES[name])
    words = {*WORD.findall(_visible(outside)), *WORD.findall(" ".join(SPOKEN.findall(outside)))}
    assert not words - IN_BOTH_LANGUAGES, "wrap them in {% trans %} or _()"


def _outside_translation(template):
    """The literal text of a template, without expressions and without what ``trans`` encloses."""
    template = CLASS_NAMES.sub("{% block class %}{% endblock", template)
    outside, translated, before = [], False, ""
    for _line, kind, value in Environment().lex(template):
        if before == "block_begin" and value in {"trans", "endtrans"}:
            translated = value == "trans"
        elif (
            kind == "data"
            and not translated
            and not (before == "-%}" and CODE_WORD.fullmatch(value))
        ):
            outside.append(value)
        if kind != "whitespace":
            before = value if kind == "block_end" else kind
    return IN_THEIR_OWN_LANGUAGE.sub("", "".join(outside))


def _visible(html):
    """Literal text between tags."""
    html = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"<[^>]*>", " ", html)


def test_the_sprite_holds_no_icon_that_nothing_uses():
    sprite = (APPLICATION / "static" / "icons" / "sprite.svg").read_text("utf-8")
    words = "\n".join(
        file.read_text("utf-8")
        for kind in ("*.html", "*.py", "*.js", "*.css")
        for file in APPLICATION.rglob(kind)
    )
    unused = [
        name for name in re.findall(r'<symbol id="([^"]+)"', sprite) if f'"{name}"' not in words
    ]
    assert not unused
