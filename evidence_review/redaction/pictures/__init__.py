"""Pictures redacted: words, plates, screens of chats."""
