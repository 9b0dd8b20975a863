"""What commands share: the application's context, made only when a command needs it."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from registry import create_app

P = ParamSpec("P")
R = TypeVar("R")


def in_application(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in the context of the application that the environment describes."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with create_app().app_context():
            return command(*args, **kwargs)

    return run
