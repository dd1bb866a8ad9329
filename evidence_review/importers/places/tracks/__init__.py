"""GPX and KML; `importer` knows them."""
