"""How often an address may send what needs no account; the form comes back with what was typed.

What is taken in is counted, and every try: a form with an error costs work too.
"""

from flask_babel import lazy_gettext as _l
from limits import RateLimitItem, parse, parse_many

from registry.extensions import limiter, network_address, rates_are_limited

TRIES = parse("60 per hour")
TOO_MANY = _l(
    "Too much came from your network in a short time. Nothing you typed is lost: try again later."
)


class Gate:
    """The limit of one kind of form: ``Gate("ask", "5 per hour;10 per day")``."""

    def __init__(self, name: str, taken: str) -> None:
        self.name, self.limits = name, parse_many(taken)

    def is_closed(self) -> bool:
        """Count a try; whether nothing more is taken from this address for now."""
        if not rates_are_limited():
            return False
        may_try = limiter.limiter.hit(TRIES, *self._key("tries"))
        return not may_try or not all(self._is_left(limit) for limit in self.limits)

    def count(self) -> None:
        """Something was taken in."""
        for limit in self.limits if rates_are_limited() else ():
            limiter.limiter.hit(limit, *self._key("taken"))

    def _is_left(self, limit: RateLimitItem) -> bool:
        return bool(limiter.limiter.test(limit, *self._key("taken")))

    def _key(self, what: str) -> tuple[str, str]:
        return f"{self.name} {what}", network_address()
