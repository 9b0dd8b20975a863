"""Figures and pictures: how each is worded, drawn, and explained."""
