"""Help and keys: what F1 says, and the keys that a person chose."""
