"""What the content of a PDF page says, read and written anew."""
