"""``registry``: the operators' command line. Each command is a module of ``registry.commands``."""

from typing import Any

import click

from registry.commands.check_counts import check_counts
from registry.commands.check_ledger import check_ledger
from registry.commands.check_settings import check_settings
from registry.commands.create_administrator import create_administrator
from registry.commands.draw_audits import draw_audits
from registry.commands.import_records import import_records
from registry.commands.index_names import index_names
from registry.commands.index_statements import index_statements
from registry.commands.migrate import migrate
from registry.commands.open_year import open_year
from registry.commands.remind import remind
from registry.commands.rescore import rescore
from registry.commands.score import score
from registry.commands.send_mail import send_mail
from registry.commands.serve import serve
from registry.commands.tell_followers import tell_followers
from registry.commands.what_if import what_if
from registry.commands.write_open_data import write_open_data
from registry.config import SettingError
from registry.serve import DemonstrationError

COMMANDS = (
    serve,
    migrate,
    check_settings,
    check_counts,
    check_ledger,
    create_administrator,
    import_records,
    index_names,
    index_statements,
    open_year,
    draw_audits,
    remind,
    tell_followers,
    write_open_data,
    send_mail,
    score,
    rescore,
    what_if,
)


class Register(click.Group):
    """A group whose commands answer what an operator can mend with a message alone."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SettingError, DemonstrationError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Register)
@click.version_option(package_name="atip-register")
def main() -> None:
    """Run and look after the register. Settings come from REGISTRY_... variables."""


for command in COMMANDS:
    main.add_command(command)
