"""iLEAPP, ALEAPP and LAVA reports; `importer` knows them."""
