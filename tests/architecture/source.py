"""The Python files of the application, read once."""

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
APPLICATION = PROJECT / "registry"


def modules(*folders: Path) -> Iterator[tuple[str, ast.Module]]:
    """Each module as its path inside the project and its syntax tree; migrations left out."""
    for folder in folders or (APPLICATION,):
        for file in sorted(folder.rglob("*.py")):
            if "migrations" not in file.parts:
                yield str(file.relative_to(PROJECT)), ast.parse(file.read_text())


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported_names(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What an import statement brings, as (module, name); the name is empty for a whole module."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, "") for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        yield from ((node.module or "", alias.name) for alias in node.names)
