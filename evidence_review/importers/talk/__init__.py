"""Talk left as text by programs that no other importer knows."""
