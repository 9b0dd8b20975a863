"""Readers who ask a server for addresses: ``python -m bench.load PORT CONNECTIONS``.

It runs beside the servers, as a program of its own, and reads what to ask as JSON. Each connection
asks, waits for the whole answer, and asks the next. What it prints is read by ``bench.served``.
"""

import json
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

Request = tuple[str, dict[str, str]]
"""The path and the headers."""


def main() -> None:
    port, connections = map(int, sys.argv[1:])
    requests: list[Request] = json.load(sys.stdin)
    parts = [requests[turn::connections] for turn in range(connections)]
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as readers:
        answers = [
            answer for part in readers.map(lambda p: _ask(port, p), parts) for answer in part
        ]
    elapsed = time.perf_counter() - start
    statuses = Counter(status for _, status, _ in answers)
    found: dict[str, Any] = {
        "elapsed": elapsed,
        "seconds": sorted(seconds for seconds, _, _ in answers),
        "statuses": statuses,
        "bytes": sum(size for _, _, size in answers),
    }
    json.dump(found, sys.stdout)


def _ask(port: int, requests: list[Request]) -> list[tuple[float, int, int]]:
    connection = HTTPConnection("127.0.0.1", port)
    answers = []
    for path, headers in requests:
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        size = len(response.read())
        answers.append((time.perf_counter() - start, response.status, size))
    connection.close()
    return answers


if __name__ == "__main__":
    main()
