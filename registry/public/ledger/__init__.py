"""The ledger: every organisation by every year, its sums, and its words."""
