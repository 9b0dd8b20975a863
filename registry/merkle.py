"""The Merkle tree of RFC 9162, section 2.1: hashes, and proofs of inclusion and consistency."""
