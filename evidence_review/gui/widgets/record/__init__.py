"""The log, the account of looking, what is held."""
