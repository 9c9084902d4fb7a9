"""The commands that answer until they are told to stop."""
