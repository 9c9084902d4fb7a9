"""The promises about where Judou's dependencies come from."""
