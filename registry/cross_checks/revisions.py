"""What one version of a document changed in the text of the one before. Nothing here is stored.

Paragraphs that neither version changed are only counted. Where paragraphs differ, both sides stand
beside each other in pieces, so that a reader sees the words that came and went.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from registry.cross_checks.passages import Piece, compare, paragraphs

MOST_WORDS = 4_000
"""A passage longer than this is shown as taken out and put in, without looking for words."""
KEPT_WORDS = 25
"""So many words of an unchanged stretch are shown at each of its ends."""
GAP = "…"

Plain: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Revision:
    """Unchanged paragraphs, how many; or a place where the text became another.

    ``before`` is empty where text came in, ``after`` where it was taken out.
    """

    unchanged: int
    before: Sequence[Piece] = ()
    after: Sequence[Piece] = ()

    def as_dict(self) -> Plain:
        if self.unchanged:
            return {"unchanged": self.unchanged}
        return {"before": _plain(self.before), "after": _plain(self.after)}


def revisions(before: str, after: str) -> list[Revision]:
    """The changes from one text to the other, in the order of the text; empty if they are equal."""
    old, new = _read(before), _read(after)
    found = list(_counted(_steps(old, new)))
    return found if any(not each.unchanged for each in found) else []


def _read(text: str) -> list[str]:
    return [paragraph for paragraph in paragraphs(text) if paragraph]


def _steps(old: list[str], new: list[str]) -> Iterator[Revision]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Revision(end - start)
        else:
            yield _changed(" ".join(old[start:end]), " ".join(new[new_start:new_end]))


def _changed(before: str, after: str) -> Revision:
    """Both sides in pieces; a line that only broke elsewhere did not change."""
    mine, theirs = before.split(), after.split()
    if mine == theirs:
        return Revision(1)
    if not mine or not theirs or max(len(mine), len(theirs)) > MOST_WORDS:
        return Revision(0, _whole(before), _whole(after))
    one, other = compare(before, after, exact=True)
    return Revision(0, [_short(piece) for piece in one], [_short(piece) for piece in other])


def _whole(text: str) -> list[Piece]:
    return [Piece(text, is_shared=False)] if text else []


def _short(piece: Piece) -> Piece:
    words = piece.text.split()
    if not piece.is_shared or len(words) <= 2 * KEPT_WORDS + 1:
        return piece
    ends = [*words[:KEPT_WORDS], GAP, *words[-KEPT_WORDS:]]
    return Piece(" ".join(ends), is_shared=True)


def _counted(steps: Iterator[Revision]) -> Iterator[Revision]:
    """Unchanged paragraphs that follow each other, counted together."""
    unchanged = 0
    for step in steps:
        if step.unchanged:
            unchanged += step.unchanged
            continue
        if unchanged:
            yield Revision(unchanged)
        unchanged = 0
        yield step
    if unchanged:
        yield Revision(unchanged)


def _plain(pieces: Sequence[Piece]) -> list[list[Any]]:
    return [[piece.text, piece.is_shared] for piece in pieces]
