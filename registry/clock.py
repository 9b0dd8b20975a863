"""The only place the application reads the wall clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

KUALA_LUMPUR = ZoneInfo("Asia/Kuala_Lumpur")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Kuala Lumpur, where every deadline of the register falls."""
    return now().astimezone(KUALA_LUMPUR).date()
