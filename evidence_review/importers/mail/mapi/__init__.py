"""What Outlook's messages hold, wherever they are stored."""
