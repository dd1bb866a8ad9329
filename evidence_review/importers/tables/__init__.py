"""Workbooks and tables in text, JSON, XML and pages; `tables` knows them."""
