"""PDF; `importer` knows it."""
