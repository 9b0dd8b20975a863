"""``registry send-mail``: send the letters of the outbox, once or for ever."""

import time

import click

from registry import clock
from registry.commands.context import in_application
from registry.mail_delivery import Delivered, deliver

PAUSE_SECONDS = 10


@click.command("send-mail")
@click.option("--forever", is_flag=True, help="Keep running and send letters as they are written.")
@in_application
def send_mail(forever: bool) -> None:
    """Send the letters that are due by REGISTRY_SMTP_URL. Several may run at the same time.

    Without --forever it ends with 1 when a letter could not be sent; such a letter is tried again.
    """
    sent, failed = _send_all()
    while forever:
        time.sleep(PAUSE_SECONDS)
        _send_all()
    click.echo(f"{sent} letters sent, {failed} not.")
    if failed:
        raise SystemExit(1)


def _send_all() -> tuple[int, int]:
    """Batch after batch until nothing is due: how many letters went and how many did not."""
    sent = failed = 0
    while (batch := deliver(clock.now())) != Delivered():
        sent, failed = sent + batch.sent, failed + batch.failed
    return sent, failed
