"""What API, commands and assistants are answered: each form declared once, as a pydantic model."""
