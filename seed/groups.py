"""Fictional companies that belong to one another: what more than one of them lists."""

from collections.abc import Mapping
from typing import Any

from registry.groups import label

TEMBURU_JOINT = {
    "name": "Temburu Bersama Sdn Bhd",
    "ssm_number": "190301000021",
    "covered": "yes",
}
"""A joint venture of two Temburu companies, whose shares add up to more than there is."""


SHARED_ENTITIES: Mapping[str, list[dict[str, Any]]] = {
    "190001000021": [
        TEMBURU_JOINT | {"share_percent": "60"},
        {
            "name": "Temburu Marin Sdn Bhd",
            "ssm_number": "190401000021",
            "share_percent": "51",
            "covered": "no",
        },
    ],
    "190001000022": [TEMBURU_JOINT | {"share_percent": "55"}],
    "190001000001": [
        {
            "name": "Serimbun Electronics Berhad",
            "ssm_number": "190001000003",
            "share_percent": "51",
            "covered": "yes",
        }
    ],
}
"""SSM number of a filer -> what it lists beside its own two subsidiaries."""


DIFFERENT_OPERATIONS: Mapping[str, list[dict[str, Any]]] = {
    "190001000021": [
        {
            "question": "grievance.grv_anonymous",
            "said": "Not yet: complaints there are signed. A box without names comes next year.",
        },
        {
            "question": "housing.housing",
            "said": "Its hostel is rented from another company and was let to us furnished.",
        },
    ],
}
"""SSM number of a filer -> questions, and what its operations would say."""


def operations_of(name: str, number: str) -> tuple[str, str]:
    """Name and number of the company that runs the workplaces of an organisation."""
    return f"{name.removesuffix(' Berhad')} Operations Sdn Bhd", f"190101{number[6:]}"


def differences(filer: str, number: str) -> list[dict[str, Any]]:
    """Where that company answers otherwise than its group."""
    entity = label(*operations_of(filer, number))
    return [row | {"entity": entity} for row in DIFFERENT_OPERATIONS.get(number, [])]
