"""The file of a case: how it is opened, and who may open and write it at a time."""
