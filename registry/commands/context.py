"""What commands share: the application's context, made only when a command needs it."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from flask import Flask

from registry import create_app
from registry.extensions import db

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def application() -> Iterator[Flask]:
    """The application that the environment describes, in its context; no connection stays open."""
    app = create_app()
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def in_application(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in the context of the application that the environment describes."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with application():
            return command(*args, **kwargs)

    return run
