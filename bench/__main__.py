"""``make bench``: what the register costs, beside the same by other means in the same run.

``python -m bench`` measures every part, ``python -m bench pages csv`` some of them. A register is
made for it in the folder BENCH_DIR, or else in the system's temporary one, and removed at the end;
the largest take some minutes and 30 GB of disk. Ratios are of processor time, so that they hold on
a busy machine; requests a second, percentiles and filings a second are by the clock.
"""

import argparse
import sys
from importlib import import_module

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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; none named: all of them"
    )
    modules = {name: import_module(module) for name, module in PARTS.items()}
    for name, module in modules.items():
        module.add_options(parser.add_argument_group(name))
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)}; choose from {', '.join(PARTS)}")
    for name in options.parts or PARTS:
        modules[name].measure(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
