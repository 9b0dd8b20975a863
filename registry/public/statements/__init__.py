"""A statement: its page, its versions, its documents, and what it changed."""
