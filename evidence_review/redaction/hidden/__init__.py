"""What a reader of a file does not see, by kind of file."""
