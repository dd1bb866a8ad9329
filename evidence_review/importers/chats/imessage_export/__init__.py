"""Pages and texts of imessage-exporter; `importer` knows them."""
