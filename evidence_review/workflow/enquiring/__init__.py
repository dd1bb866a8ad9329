"""Lines of enquiry: proposed, approved, narrowed."""
