"""The promises of docs/reliability.md: what may go wrong, done on purpose."""
