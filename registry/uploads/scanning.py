"""Ask ClamAV whether a file is known malware, by the INSTREAM command of its daemon (clamd).

The command is a few bytes, and no kept library speaks it: https://docs.clamav.net/manual/Usage/ClamdProtocol
"""

import socket
import struct
from typing import IO

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """The scanner could not be asked, or gave no verdict; the file counts as not scanned."""


def known_malware(stream: IO[bytes], address: str, *, seconds: float) -> str | None:
    """The name under which clamd knows what the stream holds; None for what it does not know.

    ``address`` is ``host:port`` or the path of a socket. No single step takes over ``seconds``.
    """
    try:
        with connect(address, seconds=seconds) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
            scanner.sendall(struct.pack("!I", 0))
            answer = _answer(scanner)
    except (OSError, ValueError) as error:
        raise ScannerDown(f"{address}: {error}") from error
    return _verdict(answer, address)


def connect(address: str, *, seconds: float) -> socket.socket:
    """A connection to clamd; ValueError for an address of neither form."""
    if address.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(seconds)
        try:
            scanner.connect(address)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError("write host:port or the path of a socket")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _answer(scanner: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        part = scanner.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str, address: str) -> str | None:
    _, _, said = answer.partition(": ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerDown(f"{address}: {answer or 'no answer'}")
