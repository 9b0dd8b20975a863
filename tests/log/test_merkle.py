"""The tree, against the definition of RFC 9162, the vectors of RFC 6962 and another program."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pymerkle import InmemoryTree

from registry import merkle
from registry.static.tools import check_register as checker

ENTRIES = [
    bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
] + [bytes(range(0x60, 0x70))]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of the first n entries: the test data of the reference implementation of certificate logs."""

MOST = 80


def tree_of(entries):
    kept = {}
    for size, entry in enumerate(entries):
        kept.update(merkle.grow(size, merkle.leaf_hash(entry), kept.__getitem__))
    return kept


def is_included(leaf, index, size, proof, root):
    return checker.climb(index, size - 1, leaf, leaf, proof)[1] == root


def defined_root(entries):
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not entries:
        return merkle.EMPTY
    if len(entries) == 1:
        return merkle.leaf_hash(entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return merkle.node_hash(defined_root(entries[:split]), defined_root(entries[split:]))


def test_the_roots_of_the_reference_implementation():
    kept = tree_of(ENTRIES)
    found = [merkle.root(size, kept.__getitem__).hex() for size in range(1, len(ENTRIES) + 1)]
    assert found == ROOTS


def test_a_tree_without_leaves_has_the_hash_of_nothing():
    assert merkle.root(0, {}.__getitem__) == merkle.EMPTY


def test_every_proof_of_every_tree_satisfies_two_other_programs():
    entries = [f"entry {number}".encode() for number in range(MOST)]
    kept = tree_of(entries)
    other = InmemoryTree(algorithm="sha256")
    roots = {0: merkle.EMPTY}
    for size, entry in enumerate(entries, 1):
        other.append_entry(entry)
        roots[size] = merkle.root(size, kept.__getitem__)
        assert roots[size] == defined_root(entries[:size]) == other.get_root()
        for index in range(size):
            proof = merkle.inclusion(index, size, kept.__getitem__)
            leaf = merkle.leaf_hash(entries[index])
            assert is_included(leaf, index, size, proof, roots[size])
            assert proved(other.prove_inclusion(index + 1, size)) - {leaf} == set(proof)
        for first in range(1, size + 1):
            proof = merkle.consistency(first, size, kept.__getitem__)
            assert checker.is_consistent(first, size, proof, roots[first], roots[size])


def proved(proof):
    """The hashes of the other program's proof; it lists that of the entry among them."""
    return {bytes.fromhex(each) for each in proof.serialize()["path"]}


@pytest.mark.parametrize("size", [1, 2, 5, 8, 13])
def test_no_other_entry_place_size_or_proof_is_taken(size):
    entries = [f"entry {number}".encode() for number in range(size)]
    kept = tree_of(entries)
    root = merkle.root(size, kept.__getitem__)
    for index in range(size):
        leaf = merkle.leaf_hash(entries[index])
        proof = merkle.inclusion(index, size, kept.__getitem__)
        assert not is_included(merkle.leaf_hash(b"other"), index, size, proof, root)
        assert not is_included(leaf, index, size, [*proof, root], root)
        assert not is_included(leaf, index, size, proof[1:], root) or not proof
        for place in range(len(proof)):
            bent = [*proof[:place], merkle.leaf_hash(b"bent"), *proof[place + 1 :]]
            assert not is_included(leaf, index, size, bent, root)


@given(some.data())
@settings(max_examples=60, deadline=None)
def test_no_other_past_is_taken(data):
    size = data.draw(some.integers(2, 40))
    first = data.draw(some.integers(1, size - 1))
    changed = data.draw(some.integers(0, first - 1))
    entries = [f"entry {number}".encode() for number in range(size)]
    kept = tree_of(entries)
    past = tree_of([*entries[:changed], b"changed since", *entries[changed + 1 : first]])
    proof = merkle.consistency(first, size, kept.__getitem__)
    new = merkle.root(size, kept.__getitem__)
    assert not checker.is_consistent(first, size, proof, merkle.root(first, past.__getitem__), new)


@pytest.mark.parametrize(("index", "size"), [(3, 3), (-1, 3), (0, 0)])
def test_there_is_no_proof_of_what_is_not_there(index, size):
    with pytest.raises(ValueError, match="No leaf"):
        merkle.inclusion(index, size, {}.__getitem__)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (0, 0)])
def test_there_is_no_proof_of_another_past(first, second):
    with pytest.raises(ValueError, match="does not follow"):
        merkle.consistency(first, second, {}.__getitem__)
