"""Presentations; `importer` knows them."""
