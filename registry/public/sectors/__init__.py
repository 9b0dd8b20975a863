"""Sectors and states: the state of a year, part by part."""
