"""Snapchat downloads; `importer` knows them."""
