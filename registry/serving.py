"""The server of ``registry serve``: gunicorn, and beside it a process that sends the letters."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    """Serves an application that is already made: its processes are copies of this one."""

    def __init__(self, app: Flask, *, ready: Callable[[], object], **settings: Any) -> None:
        self.app, self.ready, self.settings = app, ready, settings
        self.postman: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        hooks = {"when_ready": self._when_ready, "on_exit": self._on_exit}
        quiet = {"loglevel": "warning", "control_socket_disable": True}
        for name, value in {**quiet, **hooks, **self.settings}.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def _when_ready(self, _server: Any) -> None:
        if self.app.config["SMTP_URL"]:
            command = Path(sys.executable).with_name("registry")
            self.postman = subprocess.Popen([str(command), "send-mail", "--forever"])
        self.ready()

    def _on_exit(self, _server: Any) -> None:
        if self.postman:
            self.postman.terminate()
