"""The only place the application reads the wall clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day of this instant."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The calendar day in Kuala Lumpur, where every deadline of the register falls."""
    return instant.astimezone(KUALA_LUMPUR).date()
