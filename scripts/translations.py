"""The Malay catalogue: ``update`` brings it up to date with the code, ``check`` says what it lacks.

Words are written in English where they are used; ``translations/ms/LC_MESSAGES/messages.po`` holds
the Malay. Texts of criteria are not here: their YAML has both languages.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

APPLICATION = Path(__file__).parents[1] / "registry"
MALAY = APPLICATION / "translations" / "ms" / "LC_MESSAGES" / "messages.po"
SOURCES = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def words_in_the_code() -> Catalog:
    """Every translatable text of the application, with the files it stands in."""
    found = Catalog(project="atip-register", fuzzy=False)
    for file, _line, text, comments, context in extract_from_dir(
        APPLICATION, SOURCES, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(text, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def malay() -> Catalog:
    if not MALAY.exists():
        return Catalog(locale="ms", project="atip-register", fuzzy=False)
    with MALAY.open("rb") as file:
        return read_po(file, locale="ms")


def update() -> None:
    catalogue = malay()
    catalogue.update(words_in_the_code(), no_fuzzy_matching=True)
    MALAY.parent.mkdir(parents=True, exist_ok=True)
    with MALAY.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=100,
            ignore_obsolete=True,
            include_lineno=False,
            sort_by_file=True,
        )


def problems() -> Iterator[str]:
    """What stands between the catalogue and a complete translation, one line each."""
    words, catalogue = words_in_the_code(), malay()
    for message in words:
        translated = catalogue.get(message.id, message.context)
        if message.id and (problem := _problem(translated)):
            yield f"{problem}: {message.id!r} in {message.locations[0][0]}"
    for message in catalogue:
        if message.id and words.get(message.id, message.context) is None:
            yield f"no longer in the code: {message.id!r}"


def _problem(message: Message | None) -> str | None:
    if message is None:
        return "not in the catalogue"
    if message.fuzzy:
        return "fuzzy"
    texts = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(texts):
        return "not translated"
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    if any(set(PLACEHOLDER.findall(text)) != wanted for text in texts):
        return "placeholders differ"
    return None


def check() -> int:
    found = list(problems())
    for problem in found:
        print(problem)
    print(f"Translations: {len(found)} to mend." if found else "Translations: complete.")
    return 1 if found else 0


if __name__ == "__main__":
    command = sys.argv[1:] or ["check"]
    sys.exit(check() if command == ["check"] else update())
