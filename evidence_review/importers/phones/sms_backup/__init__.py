"""SMS Backup & Restore; `importer` knows it."""
