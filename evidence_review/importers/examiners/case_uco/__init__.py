"""CASE/UCO JSON-LD; `importer` knows it."""
