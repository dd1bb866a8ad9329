"""Phones' own databases and backups, a module or a folder each; none imports another."""
