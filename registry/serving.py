"""The server of ``registry serve``: gunicorn, and beside it those who remind, send and publish."""

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
        self.helpers: list[subprocess.Popen[bytes]] = []
        super().__init__()

    def load_config(self) -> None:
        hooks = {"when_ready": self._when_ready, "on_exit": self._on_exit}
        quiet = {"loglevel": "warning", "control_socket_disable": True}
        for name, value in {**quiet, **hooks, **self.settings}.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def _when_ready(self, _server: Any) -> None:
        self._help("remind")
        self._help("tell-followers")
        self._help("write-open-data")
        if self.app.config["SMTP_URL"]:
            self._help("send-mail")
        self.ready()

    def _help(self, command: str) -> None:
        """Run a command of ours beside the server, for as long as it answers."""
        program = Path(sys.executable).with_name("registry")
        self.helpers.append(subprocess.Popen([str(program), command, "--forever"]))

    def _on_exit(self, _server: Any) -> None:
        for helper in self.helpers:
            helper.terminate()
