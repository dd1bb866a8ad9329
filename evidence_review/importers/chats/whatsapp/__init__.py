"""WhatsApp exports as text; `importer` knows them, `words` and `phrases` hold the languages."""
