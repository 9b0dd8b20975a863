"""Statements found by their text, with filters, facets and passages."""
