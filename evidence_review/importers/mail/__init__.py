"""Letters: single mails, mailboxes, and what Outlook writes."""
