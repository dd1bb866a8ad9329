"""Codes, languages and lines of text, for every importer above."""
