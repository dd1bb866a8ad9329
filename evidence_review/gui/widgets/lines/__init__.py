"""Lines of enquiry: their list and their form."""
