"""The day, as citations name it."""

from datetime import UTC, datetime


def today() -> str:
    """Return the day of citing, as ISO 8601 in UTC."""
    return datetime.now(UTC).date().isoformat()
