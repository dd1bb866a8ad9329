"""Word documents; `importer` knows them."""
