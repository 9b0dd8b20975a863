"""``make bench``: what the register costs, beside the same by other means in the same run.

``python -m bench`` measures every part, ``python -m bench pages csv`` some of them. A register is
made for it in the folder BENCH_DIR, or else in the system's temporary one, and removed at the end.
``--small`` measures registers of a tenth and less. Ratios are of processor time, so that they hold
on a busy machine; requests a second, percentiles and filings a second are by the clock.
"""

import argparse
import sys
import time
from importlib import import_module
from types import ModuleType

from bench.printing import say

PARTS = {
    "pages": "bench.pages",
    "growth": "bench.growth",
    "csv": "bench.files",
    "import": "bench.imports",
    "names": "bench.names",
    "search": "bench.search",
    "scoring": "bench.scoring",
}
"""Each part is a module with ``add_options(parser)`` and ``measure(options)``, which prints."""


SMALL = {
    "statements": (10_000,),
    "organisations": (1_000, 50_000),
    "csv_rows": 20_000,
    "rows": 10_000,
    "names": 50_000,
    "searched": 10_000,
    "filings": 2_000,
    "rounds": 1,
}
"""Sizes with ``--small``; a size that is named beside it holds."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; none named: all of them"
    )
    parser.add_argument("--small", action="store_true", help="small registers")
    modules = {name: import_module(module) for name, module in PARTS.items()}
    for name, module in modules.items():
        module.add_options(parser.add_argument_group(name))
    if parser.parse_args().small:
        parser.set_defaults(**SMALL)
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)}; choose from {', '.join(PARTS)}")
    for name in options.parts or PARTS:
        _measure(name, modules[name], options)
    return 0


def _measure(name: str, part: ModuleType, options: argparse.Namespace) -> None:
    start = time.perf_counter()
    say(f"\n== {name}: {str(part.__doc__).splitlines()[0]}")
    part.measure(options)
    say(f"\n== {name} took {time.perf_counter() - start:,.0f} s")


if __name__ == "__main__":
    sys.exit(main())
