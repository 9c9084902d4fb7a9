"""Use Babel: catalogues compiled from their .po files, dates in words.

Compiled in memory, so no compiled file is kept or can be stale.
"""

import gettext
import io
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(path: Path, locale: str) -> gettext.NullTranslations:
    """Return the translations of a .po file."""
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


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
