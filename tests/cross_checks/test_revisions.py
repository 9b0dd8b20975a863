"""What a new version of a document says otherwise, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from registry.cross_checks.revisions import GAP, KEPT_WORDS, MOST_WORDS, revisions

OLD = """We pay every cost of recruitment ourselves.

Workers keep their passports. We asked two hundred workers about it.

This statement was approved by the board."""


def said(revision):
    """Before and after as texts, with the words in brackets that the other side lacks."""
    return tuple(
        " ".join(piece.text if piece.is_shared else f"[{piece.text}]" for piece in side)
        for side in (revision.before, revision.after)
    )


def test_equal_texts_have_no_revisions():
    assert revisions(OLD, OLD) == []


def test_a_word_that_became_another_stands_out_in_its_paragraph():
    found = revisions(OLD, OLD.replace("two hundred", "ninety"))
    assert [each.unchanged for each in found] == [1, 0, 1]
    before, after = said(found[1])
    assert "We asked [two hundred] workers about it." in before
    assert "We asked [ninety] workers about it." in after


def test_case_and_punctuation_count():
    [_, revision, _] = revisions(OLD, OLD.replace("passports.", "Passports!"))
    assert said(revision)[1].startswith("Workers keep their [Passports!] We asked")


def test_a_paragraph_that_came_or_went_has_one_side_only():
    longer = f"{OLD}\n\nSuppliers are bound by it too."
    assert said(revisions(OLD, longer)[-1]) == ("", "[Suppliers are bound by it too.]")
    assert said(revisions(longer, OLD)[-1]) == ("[Suppliers are bound by it too.]", "")


def test_lines_that_only_break_elsewhere_did_not_change():
    assert revisions("one two three\nfour five six", "one two\nthree four five six") == []


def test_a_long_unchanged_stretch_is_shortened_and_the_changed_words_are_not():
    words = [f"word{number}" for number in range(200)]
    [revision] = revisions(" ".join(words), " ".join([*words, "new"]))
    before, after = said(revision)
    assert before.split()[:KEPT_WORDS] == words[:KEPT_WORDS]
    assert GAP in before
    assert after.endswith("[new]")


def test_very_long_passages_are_not_compared_word_by_word():
    old = " ".join(f"a{number}" for number in range(MOST_WORDS + 1))
    [revision] = revisions(old, f"{old} more")
    assert not any(piece.is_shared for piece in revision.before)


texts = st.lists(st.sampled_from(["One two.", "Three four five.", "Six.", "", "Seven eight"]))


@given(texts, texts)
def test_every_word_of_both_texts_is_shown_or_counted(old, new):
    before, after = "\n\n".join(old), "\n\n".join(new)
    found = revisions(before, after)
    if not found:
        assert before.split() == after.split()
        return
    came = sum(len(piece.text.split()) for each in found for piece in each.after)
    assert came <= len(after.split())
    assert all(each.as_dict() for each in found)
