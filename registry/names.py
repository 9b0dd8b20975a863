"""How names of organisations are compared, sorted and found."""

import re
import unicodedata
from functools import lru_cache

SUFFIXES = re.compile(r"\b(?:berhad|bhd|sendirian|sdn|plt|plc|limited|ltd)\b|\(m\)|\(malaysia\)")
OLD_NUMBER = re.compile(r"(?<=\d)-(?=[a-z]\b)")
OTHER = re.compile(r"[^\w]+")
LONGEST_WORD = 60


def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def key(name: str) -> str:
    """The name as it is sorted and matched: plain, without company suffixes and punctuation.

    A name of nothing but suffixes stays as it is, so that it can still be found.
    """
    text = plain(name)
    short = OTHER.sub(" ", SUFFIXES.sub(" ", text)).strip()
    return short or OTHER.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The searchable words of a name, number or query, each once, in their order."""
    return tuple(
        dict.fromkeys(
            word[:LONGEST_WORD] for word in key(OLD_NUMBER.sub("", plain(text))).split() if word
        )
    )
