"""Fictional companies that belong to one another: what more than one of them lists."""

from collections.abc import Mapping
from typing import Any

TEMBURU_JOINT = {
    "name": "Temburu Bersama Sdn Bhd",
    "ssm_number": "190301000021",
    "covered": "yes",
}
"""A joint venture of two Temburu companies, whose shares add up to more than there is."""


SHARED_ENTITIES: Mapping[str, list[dict[str, Any]]] = {
    "190001000021": [TEMBURU_JOINT | {"share_percent": "60"}],
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
