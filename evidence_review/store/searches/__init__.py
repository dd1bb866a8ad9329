"""Searches within a line: numbers of items, never a text."""
