"""What each line is: by its own words, and in messages, letters, encyclopedias and web pages."""
