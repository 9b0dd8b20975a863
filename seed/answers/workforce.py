"""Who works there: the rows that every other number of a fictional filing agrees with."""

from collections.abc import Iterator
from typing import Any

from seed.answers.setting import Rows, Setting, total

ORIGINS = ("NPL", "BGD", "IDN", "MMR", "VNM", "IND")
RECRUITS = (12, 25, 40, 64, 90, 150, 280)
EAST = 3
"""Of a planter with estates in two states, one worker in this many works in the second."""


def origins(setting: Setting) -> list[str]:
    return setting.sample("origins", ORIGINS, setting.pick("number of origins", (1, 1, 2, 3)))


def recruits(setting: Setting, origin: str) -> int:
    usual = setting.pick(f"recruits {origin}", RECRUITS)
    return usual + setting.this_year(f"more recruits {origin}", 0, usual // 8)


def rows(setting: Setting) -> Rows:
    """One row for each nationality, sex and state; the same people every year, nearly."""
    return [row for part in _groups(setting) for row in part]


def migrants(people: Rows) -> Rows:
    """Those whom the company itself employs."""
    return [r for r in people if r["nationality"] != "MYS" and r["contract"] == "direct"]


def direct(people: Rows) -> Rows:
    return [row for row in people if row["contract"] == "direct"]


def headcount(people: Rows, **where: str) -> int:
    chosen = (row for row in people if all(row[name] == value for name, value in where.items()))
    return total(chosen, "headcount")


def _groups(setting: Setting) -> Iterator[Rows]:
    for sex in ("female", "male"):
        yield _spread(setting, "MYS", sex, setting.drifting(f"MYS {sex}", 120, 900))
    if not setting.company.has_migrants:
        return
    for origin in origins(setting):
        men = setting.pick(f"recruits {origin}", RECRUITS) + setting.steady(origin, 40, 300)
        yield _spread(setting, origin, "male", men + setting.this_year(origin, 0, men // 20))
        yield _spread(setting, origin, "female", setting.drifting(f"{origin} female", 20, 120))
    if setting.practice.outsourced:
        guards = setting.drifting("guards", 14, 60)
        yield [_row("NPL", "male", setting.states[0], guards, contract="outsourced")]


def _spread(setting: Setting, nationality: str, sex: str, people: int) -> Rows:
    first, *others = setting.states
    if not others:
        return [_row(nationality, sex, first, people)]
    east = people // EAST
    return [_row(nationality, sex, first, people - east), _row(nationality, sex, *others, east)]


def _row(
    nationality: str, sex: str, state: str, people: int, *, contract: str = "direct"
) -> dict[str, Any]:
    return {
        "nationality": nationality,
        "sex": sex,
        "contract": contract,
        "state": state,
        "headcount": people,
    }
