"""Files made anew from values: office files, pages, tables, JSON, cards, mails."""
