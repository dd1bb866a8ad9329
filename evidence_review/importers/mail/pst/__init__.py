"""Outlook mailboxes; `importer` knows them."""
