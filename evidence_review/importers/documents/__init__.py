"""Documents that people write: PDF, Word, OpenDocument, RTF, slides, web pages, plain text."""
