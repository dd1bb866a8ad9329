"""Reading the log: pages of entries, the life of an item, figures of how people work."""
