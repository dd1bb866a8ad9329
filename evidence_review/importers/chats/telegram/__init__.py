"""Telegram Desktop exports; `importer` knows them."""
