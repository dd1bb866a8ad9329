"""WhatsApp on Android (msgstore.db); `importer` knows it."""
