"""Promises that the whole code base keeps, checked by machine."""
