"""What was imported, how, and how dates and columns of it are read."""
