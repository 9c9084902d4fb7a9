"""The fields that people supply, and what each of them takes: in a sidecar, a folder's table, front matter.

Nothing is guessed at: a value of the wrong kind is an error that says what was expected.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from app.article import GIVEN, PUBLICATION
from app.errors import SidecarError
from app.ingest.lines.glyphs import normalize_glyphs
from app.lazy_pattern import lazy_pattern
from app.messages import Message

SHOWN = 60
"""Characters of a wrong value that an error shows."""
_DATE = lazy_pattern(r"([1-9]\d{3})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
_DATE_IN_CHINESE = lazy_pattern(r"([1-9]\d{3})年(?:()(\d{1,2})月(?:(\d{1,2})日)?)?", re.ASCII)
_DATE_IN_DIGITS = lazy_pattern(r"([1-9]\d{3})()(\d\d)(\d\d)", re.ASCII)
_EDITION = lazy_pattern(r"第?\s*0*([1-9]\d*)\s*版?|第?\s*([A-Za-z])\s*0*([1-9]\d*)\s*版?", re.ASCII)

Check = Callable[[object], object]
Keys = Mapping[str, Check]


class UnexpectedError(Exception):
    """A value is not what its key takes."""

    def __init__(self, expected: Message) -> None:
        super().__init__(expected)
        self.expected = expected


def check_values(table: Mapping[str, object], keys: Keys, place: tuple[str, ...]) -> dict[str, Any]:
    """Return the values as they are kept; raise SidecarError that names the key, inside ``place``."""
    if unknown := sorted(set(table) - set(keys)):
        raise SidecarError("sidecar-key-unknown", where=place, key=shorten(unknown[0]), known=", ".join(keys))
    return {key: _value(keys[key], value, (*place, key)) for key, value in table.items()}


def _value(check: Check, value: object, place: tuple[str, ...]) -> object:
    try:
        return check(value)
    except UnexpectedError as error:
        shown = shorten(repr(value))
        raise SidecarError("sidecar-value", where=place, expected=error.expected, value=shown) from error


def shorten(text: str) -> str:
    """Return as much of a text as an error shows."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def parse_date(text: str) -> str | None:
    """Return a date as far as it is given: 2024/3/12 → 2024-03-12, 2024年3月 → 2024-03; else None."""
    forms = (_DATE, _DATE_IN_CHINESE, _DATE_IN_DIGITS)
    found = next((match for form in forms if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in (found[1], found[3], found[4]))
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join(f"{part:02}" for part in (year, month, day) if part is not None)


def parse_edition(text: str) -> str:
    """Return an edition in its plain form: 第09版 → 9, a01 → A1; any other text as it is."""
    found = _EDITION.fullmatch(text)
    if found is None:
        return text
    return found[1] or f"{found[2].upper()}{found[3]}"


def text_value(value: object) -> str:
    """Return a text on one line."""
    text = " ".join(normalize_glyphs(value).split()) if isinstance(value, str) else ""
    if not text:
        raise UnexpectedError(Message("value-text"))
    return text


def names_value(value: object) -> tuple[str, ...]:
    """Return a list of names."""
    if not isinstance(value, list) or not value:
        raise UnexpectedError(Message("value-names"))
    return tuple(text_value(name) for name in value)


def date_value(value: object) -> str:
    """Return a date of TOML, a year, or the text of a date."""
    if type(value) is datetime.date:
        return value.isoformat()
    text = str(value) if type(value) is int and 1000 <= value <= 9999 else value
    if isinstance(text, str) and (date := parse_date(text)):
        return date
    raise UnexpectedError(Message("value-date"))


def edition_value(value: object) -> str:
    """Return an edition, a number or a text."""
    if type(value) is int and value > 0:
        return str(value)
    if isinstance(value, str):
        return parse_edition(text_value(value))
    raise UnexpectedError(Message("value-edition"))


def url_value(value: object) -> str:
    """Return an address of the web."""
    if (
        not isinstance(value, str)
        or not value.startswith(("https://", "http://"))
        or value.split() != [value]
    ):
        raise UnexpectedError(Message("value-url"))
    return value


PAGE_KEYS: Keys = {
    **dict.fromkeys(PUBLICATION, text_value),
    "date": date_value,
    "edition": edition_value,
    "url": url_value,
}
"""The fields that may be given for a whole page or folder."""
ARTICLE_KEYS: Keys = {
    "title": text_value,
    "opening": text_value,
    **dict.fromkeys(GIVEN, text_value),
    "authors": names_value,
    **PAGE_KEYS,
}
"""Every bibliographic field may be given for one article; a text, where nothing else is said."""
