"""What to write instead of an answer that cannot be read, in both languages."""

from functools import cache
from pathlib import Path
from typing import Any

from registry.scoring.model import Text
from registry.scoring.strict_yaml import read_yaml
from registry.scoring.wording import fill

REMEDIES = Path(__file__).with_name("remedies.yaml")


def remedy(name: str, /, **values: Any) -> Text:
    return fill(_remedies()[name], values)


@cache
def _remedies() -> dict[str, Text]:
    return read_yaml(REMEDIES)
