"""For Granian: an application that gives more than a connection holds, one request at a time."""

from itertools import repeat

from registry.slow_lines import Places, SlowLines

LONG = "/long"
PIECES = 64


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/octet-stream")])
    environ["wsgi.input"].read()
    return repeat(b"0" * 2**20, PIECES) if environ["PATH_INFO"] == LONG else [b"short"]


def served():
    return SlowLines(application, working=1, longest_body=2**20, places=Places(12, 12))
