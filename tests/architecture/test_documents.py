"""What an operator, a reader of the rules or a newcomer needs to know is written down."""

import re
from dataclasses import fields

from registry.cli import main
from registry.config import Config

MADE = {"var/"}
"""What the README names and only a run makes."""


def test_every_setting_is_in_the_operations_guide(project):
    guide = (project / "docs" / "operations.md").read_text()
    missing = [f.name for f in fields(Config) if f"`REGISTRY_{f.name}`" not in guide]
    assert not missing


def test_every_setting_says_what_it_is_about():
    assert not [f.name for f in fields(Config) if not f.metadata.get("about")]


def test_every_command_is_in_the_operations_guide(project):
    guide = (project / "docs" / "operations.md").read_text()
    missing = [name for name in _commands(main) if f"registry {name}" not in guide]
    assert not missing


def _commands(group, prefix=""):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}"


def test_the_readme_says_where_every_part_is(project):
    """Every module and package of the application, and of its public pages, by its name."""
    registry = project / "registry"
    named = set(re.findall(r"`([\w/.*]+)`", (project / "README.md").read_text()))
    own = {file.name for file in registry.glob("*.py")} - {"__init__.py"}
    own |= {f"{package.parent.name}/" for package in registry.glob("*/__init__.py")}
    own |= {f"{package.parent.name}/" for package in registry.glob("public/*/__init__.py")}
    assert not own - named
    places = {name for name in named - MADE if "/" in name and not name.startswith("/")}
    folders = (project, registry, registry / "public")
    assert not [name for name in places if not _is_there(name, *folders)]


def test_documents_name_files_that_are_there(project):
    """Each path from the top of the project that stands in a document between backticks."""
    folders = "|".join({file.name for file in project.iterdir() if file.is_dir()} - {"var"})
    path = re.compile(rf"`((?:{folders})/[\w/.*-]+)`")
    documents = [*project.glob("*.md"), *project.glob("docs/**/*.md")]
    named = {(file.name, name) for file in documents for name in path.findall(file.read_text())}
    gone = [each for each in named if not _is_there(each[1], project)]
    assert not gone


def _is_there(name, *folders):
    return any(list(folder.glob(name.rstrip("/"))) for folder in folders)
