"""Files inside files, for the gate and for redaction."""
