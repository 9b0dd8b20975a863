"""Read YAML and refuse its silent traps: repeated keys, keys that are not text, rounded numbers."""

import re
from collections.abc import Hashable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

DECIMAL = re.compile(r"\d+\.\d+")


class CatalogueError(Exception):
    """A file of the catalogue is wrong; the message names the file, the place and the remedy."""


def read_yaml(path: Path) -> dict[str, Any]:
    """The file as a mapping; numbers such as "0.95" in quotes become Decimal."""
    try:
        loaded = yaml.load(path.read_bytes(), Loader=_StrictLoader)
    except yaml.YAMLError as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    if not isinstance(loaded, dict):
        raise CatalogueError(f"{path.name}: write a mapping of names to entries")
    return loaded


class _StrictLoader(yaml.CSafeLoader):
    """One key once, keys as text, no binary fractions."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _error(key_node, f"write the key {key!r} in quotes")
            if key in seen:
                raise _error(key_node, f"the key {key!r} appears twice; keep one")
            seen.add(key)
        return super().construct_mapping(node, deep)


def _refuse_float(loader: _StrictLoader, node: yaml.ScalarNode) -> float:
    raise _error(node, f"write {node.value} in quotes, so that it stays exact")


def _text_or_decimal(loader: _StrictLoader, node: yaml.ScalarNode) -> str | Decimal:
    text = str(node.value)
    return Decimal(text) if DECIMAL.fullmatch(text) else text


def _error(node: yaml.Node, remedy: str) -> yaml.YAMLError:
    return yaml.constructor.ConstructorError(None, None, remedy, node.start_mark)


_StrictLoader.add_constructor("tag:yaml.org,2002:float", _refuse_float)
_StrictLoader.add_constructor("tag:yaml.org,2002:str", _text_or_decimal)
