"""The Merkle tree of RFC 9162, section 2.1: hashes, and proofs of inclusion and consistency.

Every hash is SHA-256, 32 bytes. A tree is kept as the hashes of its perfect subtrees: the one at
``(level, position)`` covers the leaves from ``position << level`` to ``(position + 1) << level``,
so a new leaf adds few of them and changes none.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

Place = tuple[int, int]
"""Level, counted from the leaves, and position in that level."""

Lookup = Callable[[Place], bytes]
"""The hash at a place."""

EMPTY = sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def grow(size: int, leaf: bytes, at: Lookup) -> Iterator[tuple[Place, bytes]]:
    """What a leaf hash adds to a tree of ``size`` leaves: itself, and each subtree it completes."""
    level, position, new = 0, size, leaf
    yield (level, position), new
    while position % 2:
        new = node_hash(at((level, position - 1)), new)
        level, position = level + 1, position // 2
        yield (level, position), new


def root(size: int, at: Lookup) -> bytes:
    return _hash_of(0, size, at) if size else EMPTY


def inclusion(index: int, size: int, at: Lookup) -> list[bytes]:
    """The hashes that lead from a leaf to the root of the first ``size`` leaves (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"No leaf {index} in a tree of {size}.")
    return [_hash_of(start, end, at) for start, end in _beside(index, size)]


def consistency(first: int, second: int, at: Lookup) -> list[bytes]:
    """The hashes that show that the first ``second`` leaves begin with the first ``first``.

    RFC 9162, 2.1.4.1.
    """
    if not 0 < first <= second:
        raise ValueError(f"A tree of {second} does not follow one of {first}.")
    return [_hash_of(start, end, at) for start, end in _between(first, second)]


def places(ranges: Iterable[tuple[int, int]]) -> set[Place]:
    """The kept hashes from which those of ranges of leaves are worked out."""
    return {place for start, end in ranges for place in _perfect(start, end)}


def places_of_root(size: int) -> set[Place]:
    return places([(0, size)]) if size else set()


def places_of_inclusion(index: int, size: int) -> set[Place]:
    return places(_beside(index, size))


def places_of_consistency(first: int, second: int) -> set[Place]:
    return places(_between(first, second))


def _beside(index: int, size: int) -> list[tuple[int, int]]:
    """The ranges of leaves that stand beside the way from the root to a leaf, the nearest first."""
    start, end = 0, size
    ranges = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _between(first: int, second: int) -> list[tuple[int, int]]:
    """The ranges of leaves whose hashes make both roots, in the order of the RFC's SUBPROOF."""
    start, end = 0, second
    ranges = []
    whole = True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    return ([] if whole else [(start, end)]) + ranges[::-1]


def _split(leaves: int) -> int:
    """The largest power of two below a number of leaves, which is more than one."""
    return 1 << (leaves - 1).bit_length() - 1


def _perfect(start: int, end: int) -> list[Place]:
    """The perfect subtrees of a range that a proof names, from left to right."""
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def _hash_of(start: int, end: int, at: Lookup) -> bytes:
    *left, last = (at(place) for place in _perfect(start, end))
    for each in reversed(left):
        last = node_hash(each, last)
    return last
