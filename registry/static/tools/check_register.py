# /// script
# dependencies = ["cryptography>=42"]
# ///
"""Check a register of anti-trafficking statements without trusting it.

    python check_register.py https://register.example --remember seen.json

It fetches the signed head of the log, every event and what every published statement holds, and
works out for itself whether they fit together. With --remember it keeps key, head and the hash of
each event in a file; next time it also proves that the log only grew, and names what was changed.
It ends with 0 if all is well, 1 if something was changed, 2 if the check could not be made.
"""

import argparse
import hashlib
import json
import sys
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit("This needs the package cryptography:  python -m pip install cryptography")

BATCH, WAIT, LARGEST = 500, 60, 50_000_000
FINGERPRINT, CHANGED, IMPOSSIBLE = 16, 1, 2
FAILURES = (OSError, ValueError, KeyError, TypeError, AttributeError)


class Head(NamedTuple):
    """A signed head of the log: C2SP tlog-checkpoint, in a signed-note."""

    body: str
    origin: str
    size: int
    root: bytes
    signatures: list[list[str]]

    @classmethod
    def read(cls, text: str) -> "Head":
        body, _, rest = text.partition("\n\n")
        origin, size, root, *_more = body.split("\n")
        signatures = [line.split(" ")[1:] for line in rest.strip().split("\n")]
        return cls(f"{body}\n", origin, int(size), b64decode(root, validate=True), signatures)

    def is_signed_by(self, key: str) -> bool:
        """Whether a verifier key, ``name+hash+base64``, signed it."""
        name, key_hash, rest = key.split("+", 2)
        public = b64decode(rest)
        expected = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        if name != self.origin or expected.hex() != key_hash or public[0] != 1:
            return False
        marks = (b64decode(mark) for signer, mark in self.signatures if signer == name)
        mark = next((mark for mark in marks if mark[:4] == expected), b"")
        try:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(mark[4:], self.body.encode())
            return True
        except InvalidSignature:
            return False


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves: list[bytes]) -> bytes:
    tops: list[tuple[int, bytes]] = []  # heights and hashes of perfect subtrees, left to right
    for leaf in leaves:
        height, found = 0, leaf
        while tops and tops[-1][0] == height:
            height, found = height + 1, node_hash(tops.pop()[1], found)
        tops.append((height, found))
    found = tops.pop()[1] if tops else hashlib.sha256().digest()
    while tops:
        found = node_hash(tops.pop()[1], found)
    return found


def climb(place: int, last: int, old: bytes, new: bytes, proof: list[bytes]) -> tuple[bytes, bytes]:
    """The roots to which a proof leads (RFC 9162, 2.1.3.2); empty if it is too short or long."""
    for each in proof:
        if last == 0:
            return b"", b""
        if place % 2 or place == last:
            old, new = node_hash(each, old), node_hash(each, new)
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            new = node_hash(new, each)
        place, last = place // 2, last // 2
    return (old, new) if last == 0 else (b"", b"")


def is_consistent(old: int, new: int, proof: list[bytes], old_root: bytes, root: bytes) -> bool:
    """RFC 9162, 2.1.4.2."""
    if old == new:
        return not proof and old_root == root
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    if not 0 < old < new or not path:
        return False
    place, last = old - 1, new - 1
    while place % 2:
        place, last = place // 2, last // 2
    return climb(place, last, path[0], path[0], path[1:]) == (old_root, root)


def canonical_digest(data: Any) -> str:
    """SHA-256 of JSON with sorted names and no white space."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Check:
    """One check of one register: what it read, and what was wrong."""

    def __init__(self, address: str, seen: dict[str, Any], key: str | None) -> None:
        if not address.startswith(("https://", "http://")):
            raise ValueError("Give the address of a register, such as https://register.example")
        self.api = address.rstrip("/") + "/api/v1/log"
        self.text = self.fetch("/checkpoint")
        self.seen, self.head = seen, Head.read(self.text)
        self.key = key or seen.get("key") or self.fetch("/key").strip()
        self.leaves: list[bytes] = []
        self.problems = self.published = self.statements = self.hidden = 0

    def fetch(self, path: str) -> str:
        with urllib.request.urlopen(self.api + path, timeout=WAIT) as answer:
            return str(answer.read(LARGEST), "utf-8")

    def proof(self, path: str) -> list[bytes]:
        return [bytes.fromhex(each) for each in json.loads(self.fetch(path))["proof"]]

    def wrong(self, problem: str) -> None:
        self.problems += 1
        print(f"CHANGED: {problem}")

    def run(self) -> None:
        if not self.head.is_signed_by(self.key):
            self.wrong(f"The head of the log is not signed by {self.key}")
        if self.seen:
            self.check_past(Head.read(self.seen["checkpoint"]))
        for event in self.events():
            if event.get("kind") == "published":
                self.published += 1
                self.check_statement(event["subject"], event["data"])
        if root_of(self.leaves) != self.head.root:
            self.blame()

    def check_past(self, old: Head) -> None:
        now, path = self.head, f"/consistency?first={old.size}&second={self.head.size}"
        proof = self.proof(path) if 0 < old.size <= now.size else []
        if old.size and not is_consistent(old.size, now.size, proof, old.root, now.root):
            self.wrong(f"The log no longer begins with the {old.size} events seen before.")

    def events(self) -> Iterator[dict[str, Any]]:
        remembered = self.seen.get("leaves", [])
        while (start := len(self.leaves)) < self.head.size:
            limit = min(BATCH, self.head.size - start)
            for each in json.loads(self.fetch(f"/events?start={start}&limit={limit}"))["events"]:
                place, leaf = len(self.leaves), leaf_hash(each["event"].encode())
                self.leaves.append(bytes.fromhex(each["leaf_hash"]))
                if leaf != self.leaves[place]:
                    self.wrong(f"Event {place} was altered: {each['event'][:100]}")
                elif place < len(remembered) and leaf.hex() != remembered[place]:
                    self.wrong(f"Event {place} is not the one seen before: {each['event'][:100]}")
                else:
                    yield json.loads(each["event"])
            if len(self.leaves) == start:
                raise ValueError(f"The register does not give event {start}.")

    def blame(self) -> None:
        """The events do not make the signed root: name those that are not in its tree."""
        before, size = self.problems, self.head.size
        for place, leaf in enumerate(self.leaves):
            proof = self.proof(f"/inclusion?position={place}&size={size}")
            if climb(place, size - 1, leaf, leaf, proof)[1] != self.head.root:
                self.wrong(f"Event {place} is not in the tree of the signed head.")
        if self.problems == before:
            self.wrong("The signed head is not the root of the events.")

    def check_statement(self, reference: str, told: dict[str, Any]) -> None:
        if "seals" not in told:
            return
        name = f"Statement {reference}, version {told['version']}"
        self.statements += 1
        try:
            parts = json.loads(self.fetch(f"/statements/{reference}/{told['version']}"))["parts"]
        except FAILURES as error:
            self.wrong(f"{name} is not there: {error}")
            return
        sealed = told["seals"]["parts"]
        shown = [part for part in sealed if parts.get(part) is not None]
        self.hidden += len(shown) < len(sealed)
        for part in shown:
            if canonical_digest(parts[part]) != sealed[part]:
                self.wrong(f"{name}: {part.replace('_', ' ')} altered.")
        if "assessment" in shown:
            self.check_findings(name, parts, told["seals"]["findings"])

    def check_findings(self, name: str, parts: dict[str, Any], sealed: dict[str, str]) -> None:
        shown = {each.get("criterion"): each for each in parts["assessment"]["findings"]}
        for criterion in sorted(sealed.keys() | shown.keys()):
            if canonical_digest(shown.get(criterion))[:FINGERPRINT] != sealed.get(criterion):
                self.wrong(f"{name}: finding {criterion} was altered.")
            elif shown[criterion]["outcome"] != parts["outcomes"].get(criterion):
                self.wrong(f"{name}: the counted outcome of finding {criterion} was altered.")

    @property
    def memory(self) -> str:
        leaves = [leaf.hex() for leaf in self.leaves]
        return json.dumps({"key": self.key, "checkpoint": self.text, "leaves": leaves})


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("address", help="of the register, such as https://register.example")
    parser.add_argument("--key", help="the register's key, as it is published elsewhere")
    parser.add_argument("--remember", type=Path, metavar="FILE", help="keep what was seen")
    asked = parser.parse_args()
    file: Path | None = asked.remember
    try:
        seen = json.loads(file.read_text()) if file and file.exists() else {}
        check = Check(asked.address, seen, asked.key)
        if not (asked.key or seen):
            print(f"No key was given. Trusting, this first time: {check.key}")
        check.run()
        if file and not check.problems:
            file.write_text(check.memory)
    except FAILURES as error:
        print(f"The check could not be made: {error!r}", file=sys.stderr)
        return IMPOSSIBLE
    print(
        f"Read {check.head.size} events and {check.statements} of {check.published} publications."
    )
    print(f"Of these, {check.hidden} have parts that are not public today.")
    print(f"{check.problems} changes found." if check.problems else "All is as it was written.")
    return CHANGED if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
