"""Decisions on personal data over the whole case."""
