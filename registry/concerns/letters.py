"""Letters about a concern: to the organisation, and one to who sent it."""

from datetime import datetime, timedelta
from typing import Any

from registry import notices, reminded
from registry.clock import day_of
from registry.extensions import db
from registry.forms.concerns import REASONS
from registry.models import Concern

KEPT_AFTER = timedelta(days=30)
"""How long a letter to somebody without an account stays in the outbox, for when it comes back."""


def tell_organisation(concern: Concern, template: str, *, at: datetime, **values: Any) -> None:
    """Write to everybody who acts for the organisation; to its secretary where nobody does."""
    by_role = reminded.people([concern.organisation_id], before=at)
    acting = by_role.get(concern.organisation_id, {})
    readers = [reader for found in acting.values() for reader in found]
    for reader in dict.fromkeys(readers or reminded.secretary(concern.organisation)):
        notices.write(
            template,
            to=reader.to,
            language=reader.language,
            once=f"{template}:{concern.id}:{len(concern.acts)}:{reader.key}",
            at=at,
            concern=concern,
            **values,
        )


def settle(concern: Concern, *, at: datetime, reason: str = "") -> None:
    """Write once to the address that was confirmed, and forget the address in any case."""
    address = concern.address
    if address is None:
        return
    if address.confirmed_at:
        notices.write(
            "concern-settled",
            to=address.email,
            language=concern.language,
            once=f"concern-settled:{concern.id}",
            at=at,
            forget_on=day_of(at + KEPT_AFTER),
            concern=concern,
            reason=reason,
            refusals=REASONS,
        )
    concern.address = None
    db.session.flush()
