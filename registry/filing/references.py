"""The reference of a filing: what people quote in letters and read to each other on the phone.

``ATIP-2026-0001237``: the reporting year, the organisation's number in six digits or more, and a
check digit (Luhn, over year and number) that catches any one wrong digit and most swapped ones.
"""


def reference(organisation_id: int, year: int) -> str:
    number = f"{organisation_id:06d}"
    return f"ATIP-{year}-{number}{check_digit(f'{year}{number}')}"


def check_digit(digits: str) -> str:
    """The digit that makes the Luhn sum of ``digits`` and itself a multiple of ten."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    single = (int(digit) for digit in digits[-2::-2])
    return str(-(sum(doubled) + sum(single)) % 10)
