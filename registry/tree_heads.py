"""The signed head of the log, and the proofs that anybody may check against it."""
