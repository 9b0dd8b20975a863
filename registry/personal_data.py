"""Numbers and addresses of people in a text that everybody is going to read."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum

from phonenumbers import PhoneNumberMatcher
from stdnum.my import nric


class PersonalData(StrEnum):
    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    PHONE = "phone"
    EMAIL = "email"


IDENTITY_CARD = re.compile(r"(?<![\d-])\d{6}[ -]?\d{2}[ -]?\d{4}(?![\d-])")
PASSPORT = re.compile(r"(?<![\w-])[A-Z]{1,2} ?\d{6,9}(?![\w-])", re.IGNORECASE)
"""One or two letters and six to nine digits, as the countries that workers come from print them."""
SENTENCE_WORDS = {"in", "at", "to", "of", "by", "on", "a", "di", "ke"}
"""What stands before a number in a sentence, with a space, and makes no passport of it."""
RINGGIT = "rm"
EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}", re.IGNORECASE)
HOTLINES = {"380008000", "999", "15999"}
"""Numbers that belong to nobody: they may be passed on."""


def found(text: str) -> list[PersonalData]:
    """What kinds of personal data a text holds, each once."""
    text = _plain(text)
    checks: Mapping[PersonalData, Callable[[str], bool]] = {
        PersonalData.IDENTITY_CARD: _has_identity_card,
        PersonalData.PASSPORT: _has_passport,
        PersonalData.PHONE: _has_phone,
        PersonalData.EMAIL: _has_email,
    }
    return [kind for kind, has in checks.items() if has(text)]


def _plain(text: str) -> str:
    """The text as it looks, with plain digits, spaces and dashes and nothing invisible."""
    written = unicodedata.normalize("NFKC", text)
    kinds = ((sign, unicodedata.category(sign)) for sign in written)
    return "".join(
        "-" if kind == "Pd" else " " if kind == "Zs" else sign
        for sign, kind in kinds
        if kind != "Cf"
    )


def _has_identity_card(text: str) -> bool:
    """A Malaysian identity card number begins with a day of birth; a company's number does not."""
    return any(bool(nric.is_valid(number)) for number in IDENTITY_CARD.findall(text))


def _has_passport(text: str) -> bool:
    return any(_is_passport(number.lower()) for number in PASSPORT.findall(text))


def _is_passport(number: str) -> bool:
    letters, space, _digits = number.partition(" ")
    return not (space and letters in SENTENCE_WORDS) and not number.startswith(RINGGIT)


def _has_phone(text: str) -> bool:
    matches = PhoneNumberMatcher(text, "MY")
    return any(
        str(match.number.national_number) not in HOTLINES
        and not IDENTITY_CARD.fullmatch(match.raw_string)
        for match in matches
    )


def _has_email(text: str) -> bool:
    return EMAIL.search(text) is not None
