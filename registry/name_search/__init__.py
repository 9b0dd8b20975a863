"""Organisations found by what people type: names, old names, brands, numbers, with mistakes."""
