"""Sound and films; `importer` knows them."""
