"""Facebook, Messenger and Instagram downloads; `importer` knows them."""
