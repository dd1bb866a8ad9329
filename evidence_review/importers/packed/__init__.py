"""What holds other files: zip, tar, OLE, and trees of files."""
