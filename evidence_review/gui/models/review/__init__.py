"""What the page Review shows, as values: rows, days, the conversation, chosen words, where one was."""
