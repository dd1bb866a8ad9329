"""OpenDocument texts; `importer` knows them."""
