"""What articles share: the passages of one, two compared."""
