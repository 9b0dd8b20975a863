# /// script
# dependencies = ["cryptography>=42"]
# ///
"""Check a register of anti-trafficking statements without trusting it.

    python check_register.py https://register.example --remember seen.json

It reads the signed head of the log, every event, every statement and its document, and works out
whether they fit together. --remember keeps key, head and hashes: next time it also proves that the
log only grew. It ends with 0 if all is well, 1 if something was changed, 2 if it cannot tell.
"""

import argparse
import hashlib
import json
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import HTTPError, urlopen

from cryptography.exceptions import InvalidSignature  # python -m pip install cryptography
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BATCH, WAIT, LARGEST, TOO_OFTEN, FINGERPRINT, IMPOSSIBLE = 500, 60, 100_000_000, 429, 16, 2
LOG = "/api/v1/log"
FAILURES = (OSError, ValueError, KeyError, TypeError, AttributeError)
DOCUMENT = "/en/organisations/{organisation_id}/{year}/versions/{version}/document.pdf"


class Head(NamedTuple):
    """A signed head of the log: C2SP tlog-checkpoint, in a signed-note."""

    body: str
    origin: str
    size: int
    root: bytes
    notes: str

    @classmethod
    def read(cls, text: str) -> "Head":
        body, _, rest = text.partition("\n\n")
        origin, size, root, *_more = body.split("\n")
        return cls(f"{body}\n", origin, int(size), b64decode(root, validate=True), rest)

    def is_signed_by(self, key: str) -> bool:
        """Whether a verifier key, ``name+hash+base64``, signed it."""
        name, key_hash, rest = key.split("+", 2)
        public = b64decode(rest)
        expected = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        if name != self.origin or expected.hex() != key_hash or public[0] != 1:
            return False
        marks = [b64decode(each.split()[-1]) for each in self.notes.splitlines() if name in each]
        mark = next((mark for mark in marks if mark[:4] == expected), b"")
        try:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(mark[4:], self.body.encode())
        except InvalidSignature:
            return False
        return True


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:middle]), root_of(leaves[middle:]))


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


def digest_of(data: Any) -> str:
    """SHA-256 of JSON with sorted names and no white space."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Check:
    """One check of one register: what it read, and what was wrong."""

    def __init__(self, address: str, seen: dict[str, Any], key: str | None) -> None:
        self.address = address.rstrip("/")
        self.text = self.read(f"{LOG}/checkpoint").decode()
        self.seen, self.head = seen, Head.read(self.text)
        self.key = key or seen.get("key") or self.read(f"{LOG}/key").decode().strip()
        self.leaves, self.chain = list[bytes](), "0" * 64
        self.standing: dict[str, list[str]] = {}  # of a statement: as it is, as the log tells
        self.problems = self.published = self.statements = self.hidden = self.documents = 0

    def read(self, path: str) -> bytes:
        """What stands at an address; where that was asked too often, when it may be asked again."""
        try:
            with urlopen(self.address + path, timeout=WAIT) as answer:
                return bytes(answer.read(LARGEST))
        except HTTPError as error:
            if error.code != TOO_OFTEN:
                raise
            time.sleep(int(error.headers.get("Retry-After") or WAIT))
        return self.read(path)

    def proof(self, path: str) -> list[bytes]:
        return [bytes.fromhex(each) for each in json.loads(self.read(LOG + path))["proof"]]

    def wrong(self, problem: str) -> None:
        self.problems += 1
        print(f"CHANGED: {problem}")

    def run(self) -> None:
        if not self.head.is_signed_by(self.key):
            self.wrong(f"The head of the log is not signed by {self.key}")
        self.check_past()
        for event in self.events():
            self.follow(event["subject"], event["kind"], event["data"])
        for name, (stands, told) in self.standing.items():
            if stands != told:
                self.wrong(f"{name}: replies, day of the grade or withdrawal altered.")
        if root_of(self.leaves) != self.head.root:
            self.wrong("The signed head is not the root of the events.")
            self.blame()

    def follow(self, reference: str, kind: str, told: dict[str, Any]) -> None:
        name = f"Statement {reference}, version {told.get('version')}"
        self.published += kind == "published"
        if kind == "published" and "seals" in told:
            self.statements += 1
            try:
                found = json.loads(self.read(f"{LOG}/statements/{reference}/{told['version']}"))
                self.check_statement(name, told["seals"], found)
            except FAILURES as error:
                self.wrong(f"{name} is not there, or cannot be read: {error}")
        if "standing" in told and name in self.standing:
            self.standing[name][1] = told["standing"]

    def check_past(self) -> None:
        old, now = Head.read(self.seen.get("checkpoint", self.text)), self.head
        path = f"/consistency?first={old.size}&second={now.size}"
        proof = self.proof(path) if 0 < old.size <= now.size else []
        if old.size and not is_consistent(old.size, now.size, proof, old.root, now.root):
            self.wrong(f"The log no longer begins with the {old.size} events seen before.")

    def events(self) -> Iterator[dict[str, Any]]:
        """The events that are as they were written, with what is kept beside their text."""
        while (start := len(self.leaves)) < self.head.size:
            found = json.loads(self.read(f"{LOG}/events?start={start}&limit={BATCH}"))["events"]
            if not found:
                raise ValueError(f"The register does not give event {start}.")
            for place, each in enumerate(found[: self.head.size - start], start):
                text, before, self.chain = each["event"], self.chain, each["sha256"]
                leaf = hashlib.sha256(b"\0" + text.encode()).hexdigest()
                self.leaves.append(bytes.fromhex(each["leaf_hash"]))
                if leaf != each["leaf_hash"]:
                    self.wrong(f"Event {place} was altered: {text[:100]}")
                elif leaf != (self.seen.get("leaves", [])[place : place + 1] or [leaf])[0]:
                    self.wrong(f"Event {place} is not the one seen before: {text[:100]}")
                else:
                    self.chain = hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
                    event = json.loads(text) | {"previous": before, "sha256": self.chain}
                    for name in each.keys() & event.keys():
                        if each[name] != event[name]:
                            self.wrong(f"Event {place} was altered: {name} is {each[name]}")
                    yield event

    def blame(self) -> None:
        for place, leaf in enumerate(self.leaves):
            proof = self.proof(f"/inclusion?position={place}&size={self.head.size}")
            if climb(place, self.head.size - 1, leaf, leaf, proof)[1] != self.head.root:
                self.wrong(f"Event {place} is not in the tree of the signed head.")

    def check_statement(self, name: str, seals: dict[str, Any], found: dict[str, Any]) -> None:
        self.standing[name] = [digest_of(found["standing"])] * 2
        sealed, parts = seals["parts"], found["parts"]
        shown = [part for part in sealed if parts.get(part) is not None]
        self.hidden += len(shown) < len(sealed)
        for part in shown:
            if digest_of(parts[part]) != sealed[part]:
                self.wrong(f"{name}: {part.replace('_', ' ')} altered.")
        if "assessment" in shown:
            self.check_findings(name, parts, seals["findings"])
        if (told := parts["particulars"])["document_sha256"]:
            self.documents += 1
            document = self.read(DOCUMENT.format_map(told))
            if hashlib.sha256(document).hexdigest() != told["document_sha256"]:
                self.wrong(f"{name}: the document that was filed was altered.")

    def check_findings(self, name: str, parts: dict[str, Any], sealed: dict[str, str]) -> None:
        shown = {each.get("criterion"): each for each in parts["assessment"]["findings"]}
        for criterion in sorted(sealed.keys() | shown.keys()):
            if digest_of(shown.get(criterion))[:FINGERPRINT] != sealed.get(criterion):
                self.wrong(f"{name}: finding {criterion} was altered.")
            elif shown[criterion]["outcome"] != parts["outcomes"].get(criterion):
                self.wrong(f"{name}: the counted outcome of finding {criterion} was altered.")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("address", help="of the register, such as https://register.example")
    parser.add_argument("--key", help="the register's key, as it is published elsewhere")
    parser.add_argument("--remember", type=Path, metavar="FILE", help="keep what was seen")
    asked = parser.parse_args()
    try:
        seen = json.loads(file.read_text()) if (file := asked.remember) and file.exists() else {}
        check = Check(asked.address, seen, asked.key)
        if not (asked.key or seen):
            print(f"No key was given. Trusting, this first time: {check.key}")
        check.run()
        if file and not check.problems:
            seen = {"key": check.key, "checkpoint": check.text}
            file.write_text(json.dumps(seen | {"leaves": [each.hex() for each in check.leaves]}))
    except FAILURES as error:
        print(f"The check could not be made: {error!r}", file=sys.stderr)
        return IMPOSSIBLE
    print(f"Read {check.statements} of {check.published} publications, {check.documents} files.")
    print(f"Of these, {check.hidden} have parts that are not public today.")
    print(f"{check.problems} changes found." if check.problems else "All is as it was written.")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
