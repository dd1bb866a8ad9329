"""Google downloads; `importer` knows them and hands files of other formats to their own importers."""
