"""``registry serve``: answer people's browsers."""

import os

import click

from registry import serving
from registry.commands.context import application
from registry.serve import (
    address_of,
    demonstration_settings,
    port_is_free,
    prepare_demonstration,
    refuse_lost_adoptions,
    refuse_old_tables,
)


@click.command("serve")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option(
    "--port", envvar="PORT", default=8000, show_default=True, type=click.IntRange(1, 65535)
)
@click.option(
    "--workers",
    envvar="WEB_CONCURRENCY",
    default=2,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Processes that answer requests.",
)
@click.option(
    "--threads", default=8, show_default=True, help="Requests each process works on at once."
)
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the register with Granian, and send its letters when REGISTRY_SMTP_URL is set.

    With REGISTRY_DEMONSTRATION=1 and an empty database, fictional companies and accounts are made
    first. Otherwise the database must be up to date: see "registry migrate".
    """
    try:
        address = address_of(host)
    except OSError as error:
        raise click.ClickException(f"{host} is no address of this machine: {error}") from None
    if not port_is_free(address, port):
        raise click.ClickException(
            f"Port {port} on {host} is in use. Stop what runs there, or choose another port, "
            f"for example: PORT={port + 1} make run"
        )
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    os.environ.update(demonstration_settings(os.environ, address=url))
    with application() as app:
        if app.config["DEMONSTRATION"]:
            prepare_demonstration(say=click.echo)
        refuse_old_tables()
        refuse_lost_adoptions()
    serving.serve(
        app,
        address,
        port,
        workers=workers,
        threads=threads,
        ready=lambda: click.echo(f"The register answers at {url} (Ctrl+C stops it)."),
    )
