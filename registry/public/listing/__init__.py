"""The listing: one box, its filters, its counts, and all of it as a file."""
