"""Internet mail; `importer` knows it."""
