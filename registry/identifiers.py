"""The numbers by which organisations are known: SSM registration numbers, stock codes, LEI.

SSM numbers have twelve digits since 11 October 2019: year, entity type (01 to 06), sequence. The
form before, such as 1312525-A, is still in use beside it.
"""

import re

from stdnum import lei

SSM = re.compile(r"(?P<year>(?:19|20)\d{2})0[1-6]\d{6}", re.ASCII)
SSM_OLD = re.compile(r"(?P<digits>\d{1,7})-?(?P<letter>[A-Z])", re.ASCII)
STOCK_CODE = re.compile(r"\d{4,6}", re.ASCII)


class IdentifierError(ValueError):
    """An identifier is not one; the message says what one looks like."""


def ssm_number(text: str) -> str:
    """The twelve digits of a registration number; a bracketed old number behind it is ignored."""
    digits = re.sub(r"\(.*\)|[\s-]", "", text)
    if not SSM.fullmatch(digits):
        raise IdentifierError(
            f"{text!r} is not an SSM registration number. Enter 12 digits, for example 201901000005"
        )
    return digits


def ssm_old_number(text: str) -> str:
    """The old form of a registration number, written as 1312525-A."""
    found = SSM_OLD.fullmatch(text.strip().upper().replace(" ", ""))
    if not found:
        raise IdentifierError(
            f"{text!r} is not an old SSM number. Enter digits and a letter, for example 1312525-A"
        )
    return f"{found['digits']}-{found['letter']}"


def stock_code(text: str) -> str:
    """A Bursa Malaysia stock code; leading zeros belong to it."""
    code = text.strip()
    if not STOCK_CODE.fullmatch(code):
        raise IdentifierError(
            f"{text!r} is not a stock code. Enter 4 to 6 digits, for example 0012"
        )
    return code


def legal_entity_identifier(text: str) -> str:
    """A Legal Entity Identifier (ISO 17442): 20 characters with two check digits."""
    code = lei.compact(text)
    if not lei.is_valid(code):
        raise IdentifierError(f"{text!r} is not a Legal Entity Identifier. Check its 20 characters")
    return str(code)


def shown(new: str | None, old: str | None) -> str:
    """Both forms as SSM prints them: 201901000005 (1312525-A)."""
    return f"{new} ({old})" if new and old else new or old or ""
