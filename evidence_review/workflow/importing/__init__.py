"""Sources looked through, imported, dated, read further."""
