"""Rich text; `importer` knows it."""
