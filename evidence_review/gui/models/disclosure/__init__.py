"""What the disclosure page lists, chooses from and says."""
