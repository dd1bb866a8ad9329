"""What is decided for each accused, and the record of the case that it rests on. Only ever added to."""
