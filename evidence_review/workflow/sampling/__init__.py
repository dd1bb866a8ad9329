"""Samples: planned, drawn, read, reckoned."""
