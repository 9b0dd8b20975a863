"""Pages that a process keeps in its memory: those whose addresses have no end, and hold what
people typed. They push out only one another, and are written nowhere.
"""

from threading import Lock

from cachetools import LRUCache

from registry.kept_pages.shelf import Page

BYTES = 2**24
"""For each process: more than a thousand pages of the listing."""
NOTES = 1_000
"""Of each page beside its body, about."""


class Memory:
    """Pages by address, as a ``Shelf``; what nobody asked for longest is forgotten first."""

    def __init__(self, most: int = BYTES) -> None:
        self._pages: LRUCache[str, tuple[str, Page]] = LRUCache(most, _size)
        self._one_at_a_time = Lock()

    def get(self, address: str) -> tuple[str, Page] | None:
        with self._one_at_a_time:
            return self._pages.get(address)

    def put(self, address: str, state: str, page: Page) -> None:
        with self._one_at_a_time:
            if _size((state, page)) <= self._pages.maxsize:
                self._pages[address] = (state, page)


def _size(kept: tuple[str, Page]) -> int:
    return len(kept[1].body) + NOTES
