"""What an article shares with others."""
