"""Every figure of a page, with the words that say what it is.

``Shown`` reads tables by their caption, pictures by their title, and every other piece of text that
holds a digit. ``unexplained`` is what a test did not ask for: nothing of a page escapes.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from tests.pages import Page, text_of

BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "figcaption", "summary", "div", "caption"}
LEFT_OUT = {"nav", "form", "script", "template", "footer"}
"""Ways through a page, and what is typed: years and numbers of pages, no figures."""
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")

Row = list[str]


class Shown:
    """A page of which each figure is asked for once."""

    def __init__(self, page: Page) -> None:
        main = page.tree.find(".//main")
        assert main is not None
        self.main = main
        self.parents = {child: parent for parent in main.iter() for child in parent}
        self.asked: set[Element] = set()

    def table(self, caption: str) -> dict[str, Row]:
        """The cells of a table by the words of their row, without its head."""
        table = self._tables()[caption]
        self.asked.update(table.iter())
        rows = [row for row in table.iter("tr") if self._within(row, "thead") is None]
        return {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in rows}

    def tables(self, caption: str) -> list[dict[str, Row]]:
        """The cells of every table of a caption, by the words of their row."""
        found = []
        for table in self.main.iter("table"):
            if text_of(table.find("caption")) == caption:
                self.asked.update(table.iter())
                rows = [row for row in table.iter("tr") if not self._within(row, "thead")]
                found.append({text_of(row[0]): [text_of(each) for each in row[1:]] for row in rows})
        return found

    def rows(self, caption: str) -> list[Row]:
        """The same row by row, where two may begin alike."""
        rows = self._tables()[caption].iter("tr")
        return [[text_of(c) for c in row] for row in rows if not self._within(row, "thead")]

    @property
    def words(self) -> str:
        return text_of(self.main)

    def heads(self, caption: str) -> Row:
        table = self._tables()[caption]
        return [text_of(cell) for cell in table.iter("th") if self._within(cell, "thead")]

    def pictures(self, beginning: str = "") -> dict[str, str]:
        """The title of each drawing that begins so, with what is written in it; each once."""
        found = {}
        for drawing in self.main.iter():
            if drawing in self.asked:
                continue
            if is_svg(drawing) and (title := title_of(drawing)) and title.startswith(beginning):
                self.asked.update(drawing.iter())
                found[title] = " ".join(written_in(drawing))
        return found

    def scale(self) -> dict[float, float]:
        """The amount at each place of the first scale of a picture that was not asked for."""
        drawn = next(
            each for each in self.main.iter() if each.get("class") == "range-scale"
            and each not in self.asked
        )  # fmt: skip
        self.asked.update(drawn.iter())
        return {
            float(each.get("x", "").rstrip("%")): amount_in(text_of(each))
            for each in drawn
            if each.tag.rpartition("}")[2] == "text"
        }

    def step(self, words: str) -> str:
        """The figure beside a step of a distribution."""
        [item] = [
            item for item in self.main.iter("li")
            if item.find("p") is not None and text_of(item.find("p")) == words
        ]  # fmt: skip
        self.asked.update(item.iter())
        return text_of(item.findall("p")[-1])

    def titles(self, kind: str) -> list[str]:
        """The words of each element of a class, in their order."""
        return [text_of(each) for each in self.main.iter() if each.get("class") == kind]

    def listed(self, kind: str) -> dict[str, str]:
        """What stands beside each term of the one list of terms of a class."""
        [terms] = [each for each in self.main.iter("dl") if each.get("class") == kind]
        self.asked.update(terms.iter())
        return {text_of(each.find("dt")): text_of(each.find("dd")) for each in terms.iter("div")}

    def marks(self) -> list[tuple[str, str, str]]:
        """Each mark with what is written in its drawing, and the words beside it."""
        found = []
        for item in self.main.iter("li"):
            kind, _space, name = (item.get("class") or "").partition(" mark-")
            if kind == "mark" and name:
                self.asked.update(item.iter())
                drawn = next(each for each in item.iter() if is_svg(each))
                found.append((name, " ".join(written_in(drawn)), text_of(item.find("p"))))
        return found

    def cards(self) -> dict[str, str]:
        """The figure on each card, by its title; the formula is the same for everybody."""
        found = {}
        for card in self.main.iter("div"):
            if card.get("class") == "figure-card":
                self.asked.update(card.iter())
                value = card.find("dd/span")
                found[text_of(card.find("dt"))] = text_of(value)
        return found

    def terms(self) -> dict[str, str]:
        """What stands beside each term of a list of terms."""
        return {
            text_of(group.find("dt")): text_of(group.find("dd"))
            for group in self.main.iter("div")
            if group.find("dt") is not None and group.find("dd") is not None
        }

    def texts(self) -> list[str]:
        """Every other piece of text with a figure that was not asked for, in its order."""
        return [text for _, text in self._pieces()]

    def say(self, *texts: str) -> None:
        """Take these pieces of text as explained; each must be there."""
        pieces: dict[str, list[Element]] = {}
        for element, text in self._pieces():
            pieces.setdefault(text, []).append(element)
        missing = [text for text in texts if text not in pieces]
        assert not missing, f"not shown: {missing}; there is {sorted(pieces.keys() - set(texts))}"
        for text in texts:
            for element in pieces[text]:
                self.asked.update(element.iter())

    def unexplained(self, *known: str) -> list[str]:
        """Texts and drawings with a figure that nobody asked for and no pattern knows."""
        return [
            text
            for text in [*self.texts(), *self._drawn()]
            if not any(re.fullmatch(pattern, text) for pattern in known)
        ]

    def _drawn(self) -> Iterator[str]:
        """What drawings that nobody asked for are called and what is written in them."""
        for drawing in self.main.iter():
            if is_svg(drawing) and drawing not in self.asked:
                said = " ".join([title_of(drawing), *written_in(drawing)]).strip()
                if DIGIT.search(said):
                    yield said

    def captions(self) -> list[str]:
        return list(self._tables())

    def _tables(self) -> Mapping[str, Element]:
        return {
            text_of(table.find("caption")): table
            for table in self.main.iter("table")
            if table.find("caption") is not None
        }

    def _within(self, element: Element, tag: str) -> Element | None:
        above: Element | None = element
        while above is not None and above.tag != tag:
            above = self.parents.get(above)
        return above

    def _pieces(self) -> Iterator[tuple[Element, str]]:
        for element in self._blocks(self.main):
            text = " ".join(own_words(element).split())
            if element not in self.asked and DIGIT.search(text):
                yield element, text

    def _blocks(self, element: Element) -> Iterator[Element]:
        """Elements that hold text of their own and no smaller block with it."""
        if element.tag in LEFT_OUT or not isinstance(element.tag, str):
            return
        if is_svg(element):
            return
        yield element
        for child in element:
            yield from self._blocks(child) if is_block(child) else self._inside(child)

    def _inside(self, element: Element) -> Iterator[Element]:
        for child in element:
            yield from self._blocks(child) if is_block(child) else self._inside(child)


def amount_in(text: str) -> float:
    return float(text.removeprefix("RM").replace(",", ""))


def is_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(is_block(child) for child in element)


def is_svg(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "svg"


def title_of(drawing: Element) -> str:
    """What a drawing is called: its title, or the label that stands in its place."""
    for child in drawing:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == "title":
            return text_of(child)
    return drawing.get("aria-label", "")


def written_in(drawing: Element) -> list[str]:
    return [
        text_of(each)
        for each in drawing.iter()
        if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == "text"
    ]


def own_words(element: Element) -> str:
    """The words of an element without those of the blocks and drawings within it."""
    words = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in LEFT_OUT or is_svg(child):
            words.append("")
        elif not is_block(child):
            words.append(own_words(child))
        words.append(child.tail or "")
    return " ".join(words)


def numbers_of(page: Page) -> list[str]:
    """Every number that a reader of the page sees, in order of size: the same in each language."""
    main = page.tree.find(".//main")
    drawn = [title_of(each) for each in main.iter() if is_svg(each)] if main is not None else []
    return sorted(NUMBER.findall(" ".join([text_of(main), *drawn])))
