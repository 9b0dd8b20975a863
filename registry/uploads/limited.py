"""Run a reader of uploaded files as a program of its own with little memory and time.

A file of a few kilobytes can make any reader take gigabytes; so the reader is a process that the
system stops, and nothing of it is shared with the register. ``limited.py PROGRAM KIND`` takes the
bytes on standard input, gives them to the reader of that kind in the program, and writes one JSON
object on standard output: ``pages`` and ``text``, or ``refused`` with a word of
``registry.uploads.refusals`` and the ``place`` it is about. Both are started by their paths, so
that they load nothing of the register.
"""

import json
import resource
import runpy
import sys
from typing import Any

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 6
LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def main(program: str, kind: str) -> dict[str, Any]:
    for limit, most in LIMITS:
        allowed = resource.getrlimit(limit)[1]
        within = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(limit, (within, within))
    reading = runpy.run_path(program)
    try:
        found: dict[str, Any] = reading["READERS"][kind](sys.stdin.buffer.read())
        return found
    except reading["Refused"] as refused:
        word, *place = refused.args
        return {"refused": word, "place": place}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "place": []}


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
