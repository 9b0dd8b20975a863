"""Public pages kept as they were made, until something that they show changes."""
