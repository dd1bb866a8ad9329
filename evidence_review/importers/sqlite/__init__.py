"""SQLite databases opened on copies, with what their pages still hold."""
