"""XML, JSON, HTML, property lists and other markup taken apart, for every importer above."""
