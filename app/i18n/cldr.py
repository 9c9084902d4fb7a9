"""Use Babel: dates in words."""

from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton


def date_in_words(iso: str, locale: str) -> str:
    """Return an ISO date, perhaps a year and month, in words; what is not a date is given back as it is."""
    known = _locale(locale)
    try:
        if len(iso) == len("2024-03"):
            return format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=known)
        return format_date(date.fromisoformat(iso), format="long", locale=known)
    except ValueError:
        return iso


@cache
def _locale(name: str) -> Locale:
    """Return a locale; to look one up by its name takes longer than to write a date."""
    return Locale.parse(name)
