"""Counts and orders of lines that are kept, so that nothing is counted again while people work."""
