"""The workforce table counted by nationality, state or other, for checks to compare with."""

from collections import Counter
from collections.abc import Callable

from registry.scoring.answers import Answers
from registry.scoring.rows import WorkforceRow


def headcounts(
    answers: Answers, group: Callable[[WorkforceRow], str | None]
) -> Counter[str] | None:
    """People by group; None where the table is blank or a row lacks its group or headcount."""
    counted = Counter[str]()
    rows = [row for row in answers.workforce if row != WorkforceRow()]
    for row in rows:
        name = group(row)
        if name is None or row.headcount is None:
            return None
        counted[name] += row.headcount
    return counted if rows else None


def migrants(answers: Answers) -> int | None:
    """Everyone who is not a Malaysian, as far as the table says it of each."""
    counted = headcounts(answers, lambda row: row.nationality)
    return None if counted is None else counted.total() - counted["MYS"]
