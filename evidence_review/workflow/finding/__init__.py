"""What engines suggest, and why."""
