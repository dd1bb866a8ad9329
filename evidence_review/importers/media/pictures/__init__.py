"""Pictures; `importer` knows them."""
