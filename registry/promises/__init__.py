"""What organisations promise in their statements, what became of it, and how much they keep.

A promise is held to the words and the day with which it was first published. Later statements say
what became of it; where none does, that is said, too, and the promise counts as not kept.
"""

from registry.promises.counted import (
    are_summed_up,
    hold,
    makers,
    rates,
    sum_up,
    sum_up_everything,
)
from registry.promises.queries import (
    numbers_taken,
    of_organisation,
    of_organisations,
    to_follow_up,
    write,
)
from registry.promises.rate import Rate, rate
from registry.promises.tracked import (
    Commitment,
    Filed,
    FollowUp,
    Outcome,
    Standing,
    numbered,
    outlook,
    standing,
    tracked,
)

__all__ = [
    "Commitment",
    "Filed",
    "FollowUp",
    "Outcome",
    "Rate",
    "Standing",
    "are_summed_up",
    "hold",
    "makers",
    "numbered",
    "numbers_taken",
    "of_organisation",
    "of_organisations",
    "outlook",
    "rate",
    "rates",
    "standing",
    "sum_up",
    "sum_up_everything",
    "to_follow_up",
    "tracked",
    "write",
]
