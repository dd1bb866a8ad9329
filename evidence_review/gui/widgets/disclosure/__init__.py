"""The disclosure page: what is decided for each accused, the record it rests on, and the papers."""
