"""``python -m seed``: fill an empty register with fictional organisations and their filings."""

import argparse
import sys

from sqlalchemy import select

from registry import create_app
from registry.extensions import db
from registry.models import Organisation
from seed import people
from seed.play import play
from seed.scale import scale, statements_of


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m seed", description=__doc__)
    parser.add_argument("--accounts", action="store_true", help="introduce the accounts, no more")
    parser.add_argument("--scale", type=int, metavar="N", help="make N organisations fast")
    options = parser.parse_args()
    app = create_app()
    with app.app_context():
        if not app.config["DEMONSTRATION"]:
            return _refuse("Fictional data is made only with REGISTRY_DEMONSTRATION=1.")
        if options.accounts:
            _introduce()
        elif db.session.scalar(select(Organisation.id).limit(1)) is not None:
            return _refuse("This register holds organisations already; nothing was changed.")
        elif options.scale:
            scale(statements_of(options.scale), _progress)
        else:
            play(_progress, _say)
    return 0


def _progress(done: int, of: int) -> None:
    """A line that grows on a terminal; in a log, a line now and then."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r  {done} of {of} filings" + ("\n" if done == of else ""))
        sys.stdout.flush()
    elif done % 50 == 0 or done == of:
        sys.stdout.write(f"  {done} of {of} filings\n")
        sys.stdout.flush()


def _say(line: str) -> None:
    """A line of its own, even where a count grows."""
    sys.stdout.write(("\n  " if sys.stdout.isatty() else "  ") + line + "\n")
    sys.stdout.flush()


def _introduce() -> None:
    lines = people.introduction()
    if lines:
        sys.stdout.write("Demonstration accounts, all with the password " + people.PASSWORD + "\n")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.write(
            "Second-factor codes: /en/demonstration/codes   Mail: /en/demonstration/outbox\n"
        )


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
