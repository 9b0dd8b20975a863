"""Agencies and agents that statements name."""
