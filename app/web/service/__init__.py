"""Pages about the service: help, API, health, figures."""
