"""What an operator or a reader of the rules needs to know is written down."""

from dataclasses import fields

from registry.cli import main
from registry.config import Config


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
