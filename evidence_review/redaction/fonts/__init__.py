"""Fonts copied with only what is still painted."""
