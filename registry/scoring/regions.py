"""Regions of labour law: the peninsula with Labuan, and Sabah with Sarawak."""

from datetime import date

from registry.scoring.answers import Answers
from registry.scoring.parameters import value_at

PENINSULA = "peninsular_labuan"


def region_of(state: str | None, on: date) -> str | None:
    """The region of a state; None where the state is blank."""
    regions: dict[str, list[str]] = value_at("labour_regions", on)
    return next((region for region, states in regions.items() if state in states), None)


def main_region(answers: Answers, on: date) -> str:
    """Where most of the workforce is; the peninsula where the table does not say."""
    people: dict[str, int] = {}
    for row in answers.workforce:
        if region := region_of(row.state, on):
            people[region] = people.get(region, 0) + (row.headcount or 0)
    return max(sorted(people), key=lambda region: people[region], default=PENINSULA)
