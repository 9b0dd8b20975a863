"""Paragraphs of a text, and how alike two are."""

from registry.cross_checks import passages

FIRST = (
    "During the year we asked every newcomer, away from supervisors and in the language of home, "
    "what had been paid, to whom it went, and whether anything was still owed to a lender there."
)
SECOND = (
    "Drivers of our hauliers rest in rooms that the company pays for, and a list of contractors "
    "hangs at every gate, so that guards and visitors alike may see who works on the premises."
)


def lines(text, width=70):
    """The text broken into lines, as a PDF gives it."""
    out, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= width:
            out.append(line.strip())
            line = ""
        line += f" {word}"
    return "\n".join([*out, line.strip()])


def test_lines_of_a_pdf_become_paragraphs_again():
    short = FIRST + " No."
    assert passages.split(f"{lines(short)}\n{lines(SECOND)}") == [short, SECOND]


def test_a_blank_line_ends_a_paragraph_and_headings_are_left_out():
    assert passages.split(f"Our people\n\n{FIRST}\n\n{SECOND}\n\nPage 3") == [FIRST, SECOND]


def test_a_long_paragraph_is_compared_in_parts():
    parts = passages.split(" ".join([FIRST] * 12))
    assert len(parts) > 1
    assert all(len(passages.words(part)) <= passages.MOST_WORDS for part in parts)


def test_the_same_text_shares_every_band_and_another_none():
    assert set(passages.bands(FIRST)) == set(passages.bands(FIRST.upper()))
    assert not set(passages.bands(FIRST)) & set(passages.bands(SECOND))


def test_a_few_changed_words_are_still_found_and_measured():
    changed = FIRST.replace("newcomer", "recruit").replace("company", "group")
    assert set(passages.bands(FIRST)) & set(passages.bands(changed))
    assert passages.likeness(passages.words(FIRST), passages.words(changed)) > 0.9
    assert passages.likeness(passages.words(FIRST), passages.words(SECOND)) == 0


def test_words_that_differ_are_marked_on_both_sides():
    mine, theirs = passages.compare("We asked every newcomer twice.", "We asked every guard twice!")
    assert [(p.text, p.is_shared) for p in mine] == [
        ("We asked every", True), ("newcomer", False), ("twice.", True),
    ]  # fmt: skip
    assert [p.text for p in theirs if not p.is_shared] == ["guard"]


def test_stored_hashes_stay_what_they_are():
    """Another hash function would find nothing of what is stored: index again when it changes."""
    assert passages.bands(FIRST)[0] == 6094319733665994369
