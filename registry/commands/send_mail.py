"""``registry send-mail``: send the letters of the outbox, once or for ever."""

import time

import click

from registry import clock
from registry.commands.context import in_application
from registry.mail_delivery import deliver

PAUSE_SECONDS = 10


@click.command("send-mail")
@click.option("--forever", is_flag=True, help="Keep running and send letters as they are written.")
@in_application
def send_mail(forever: bool) -> None:
    """Send the letters that are due by REGISTRY_SMTP_URL. Several may run at the same time."""
    while True:
        done = deliver(clock.now())
        if done.sent or done.failed or not forever:
            click.echo(f"{done.sent} letters sent, {done.failed} not.")
        if done.sent + done.failed:
            continue
        if not forever:
            return
        time.sleep(PAUSE_SECONDS)
