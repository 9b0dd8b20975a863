"""What a template is imported for is read once: its words must be asked for by every page anew."""

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parents[2] / "registry" / "templates"
WORDS = {"_", "gettext", "ngettext"}
PARSER = Environment(extensions=["jinja2.ext.i18n"])


def parsed(path: Path) -> nodes.Template:
    return PARSER.parse(path.read_text(), path.name)


def imported() -> list[Path]:
    """The templates whose macros others use without giving them a page."""
    names = {
        each.template.value
        for path in TEMPLATES.rglob("*.html")
        for each in parsed(path).find_all((nodes.FromImport, nodes.Import))
        if not each.with_context and isinstance(each.template, nodes.Const)
    }
    return sorted(TEMPLATES / name for name in names)


def fixed_words(path: Path) -> list[str]:
    """The variables of a template, outside its macros, that hold words of one language."""
    return [
        str(each.target.name)
        for each in parsed(path).body
        if isinstance(each, nodes.Assign)
        and isinstance(each.target, nodes.Name)
        and any(
            isinstance(call.node, nodes.Name) and call.node.name in WORDS
            for call in each.find_all(nodes.Call)
        )
    ]


@pytest.mark.parametrize("path", imported(), ids=lambda path: path.name)
def test_no_imported_template_keeps_words_of_the_first_reader(path):
    assert not fixed_words(path)
