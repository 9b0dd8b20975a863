"""Whoever follows an organisation, a sector or a list of suppliers, and what they are told."""
