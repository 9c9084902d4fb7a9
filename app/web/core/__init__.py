"""What every request needs: parameters, addresses, preferences, context."""
