"""Samples: planned, read, and what they say."""
