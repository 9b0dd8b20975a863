"""Drafts of rules ready to be tried, proposed or adopted."""

from datetime import date

from registry.drafting import services
from registry.models import RuleDraft
from tests import factories as make

SINCE = date(2099, 1, 1)
"""Far enough away that no clock of a test machine passes it."""
REASON = {"en": "Workers wait too long.", "ms": "Pekerja menunggu terlalu lama."}
STRICTER = {"target": "GOV-01", "weight": None, "cap": None, "values": {"grace_days": 30}}


def a_draft(by, entries=(STRICTER,), *, since=SINCE, reason=REASON) -> RuleDraft:
    draft = services.start("A shorter delay", by=by, at=make.AT)
    services.save_about(
        draft,
        title=draft.title,
        since=since,
        reason=reason,
        revision=draft.revision,
        by=by,
        at=make.AT,
    )
    services.save_changes(
        draft,
        entries,
        about={entry["target"] for entry in entries},
        revision=draft.revision,
        by=by,
        at=make.AT,
    )
    return draft


def proposed(by, **draft) -> RuleDraft:
    made = a_draft(by, **draft)
    services.propose(made, by=by, at=make.AT)
    return made


def adopted(by, second, **draft):
    return services.adopt(proposed(by, **draft), by=second, at=make.AT)
