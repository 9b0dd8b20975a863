"""What the public asks about a statement, and what the company answers."""
