"""The hidden names by which a workbook is read back, and texts as a workbook may hold them."""

import re

ANSWERS = "atip:answers"
"""Marks the row above the single answers; the identity of the filing stands behind it."""
TABLE = "atip:table:"
"""Marks the row that names a table and its columns: ``atip:table:fees:rows``."""
NOTE = "atip:note"
"""Marks a row that only explains: a title, a heading, a word of help."""
FILLED, BLANK = "rows", "blank"
"""Whether a table without rows was answered with none, or not answered."""
ANSWER_COLUMN = "answer"
TICK = ":"
"""Between the name of a question and one of its choices: ``grv_channels:union``."""

_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def to_cell(text: str) -> str:
    """Characters that XML cannot hold, escaped as the format has it (``_x000D_``)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_cell(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[0][2:6], 16)), text)
