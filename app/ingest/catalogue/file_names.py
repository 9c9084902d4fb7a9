"""What the name of a file says, and those of its folders: newspaper, date, edition.

Patterns are a setting (``JUDOU_FILE_PATTERNS``, docs/sidecar.md). A pattern fits the end of a path without
its ending, from the beginning of a name on. Where patterns disagree nothing is taken, which is told, and a
day that the calendar does not have is no date.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.article import Origin
from app.errors import SettingsError
from app.ingest.catalogue.merge import DOUBT, FIELD_CODES, Statement, agree
from app.ingest.catalogue.newspapers import CODES, NAMES
from app.ingest.catalogue.values import parse_date, parse_edition
from app.lazy_pattern import lazy_pattern
from app.messages import Message

_SEPARATOR = r"[-_. ]?"
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_TOKENS: Mapping[str, str] = {
    "{newspaper}": rf"(?P<newspaper>(?<![a-z])(?:{'|'.join(sorted(CODES, key=len, reverse=True))})(?![a-z])"
    rf"|《?(?:{'|'.join(sorted(NAMES, key=len, reverse=True))})》?)",
    # Two digits may follow at once: an edition.
    "{date}": rf"(?P<date>{_YEAR}(?:\d\d/?\d\d(?!\d(?!\d(?!\d))|\d{{3}})"
    r"|[-_./]\d{1,2}[-_./]\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日))",
    "{yyyymmdd}": rf"(?P<yyyymmdd>{_YEAR}\d{{4}}(?!\d))",
    "{month}": rf"(?P<month>{_YEAR}(?:\d\d(?!\d)|[-_./]\d{{1,2}}(?!\d)|年/?\d{{1,2}}月))",
    "{year}": rf"(?P<year>{_YEAR}(?!\d)年?)",
    "{edition}": r"(?P<edition>[a-d]?\d{1,3}(?!\d))",
    "{number}": r"\d{1,10}(?!\d)",
    "**": r".*",
    "*": r"[^/]*",
    "~": _SEPARATOR,
}
_DATES = {"date": (4, 6, 8), "yyyymmdd": (4, 6, 8), "month": (4, 6), "year": (4,)}
"""Where the parts of a date end when all its numbers have two digits, but for the year."""
_PIECE = lazy_pattern(r"\{\w*\}|\*\*|.", re.DOTALL)
_ENDING = lazy_pattern(r"\.[A-Za-z0-9]{1,5}\Z")
_DIGITS = lazy_pattern(r"\d+")
_YEARS = lazy_pattern(_YEAR)
LONGEST = 500
"""Characters of a path that are looked at, from its end."""


def read_file_name(file: str, patterns: str) -> Statement:
    """Return what the path of a file says; ``patterns`` are parted by white space."""
    path = unicodedata.normalize("NFKC", _ENDING.sub("", file)).lower()[-LONGEST:]
    found: dict[str, set[str]] = {}
    has_year = bool(_YEARS.search(path))
    for pattern, with_year in compile_patterns(patterns):
        if (has_year or not with_year) and (match := pattern.search(path)):
            values = _values(match.groupdict())
            for name, value in (values or {}).items():
                found.setdefault(name, set()).add(value)
    agreed = {name: one for name, values in found.items() if (one := _one(name, values))}
    doubts = (
        Message(DOUBT, {"field": Message(FIELD_CODES[name]), "values": ", ".join(sorted(values))})
        for name, values in found.items()
        if name not in agreed
    )
    return Statement(Origin.FILE_NAME, agreed, tuple(doubts))


@lru_cache(maxsize=16)
def compile_patterns(patterns: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return patterns as regular expressions, and whether each needs a year, which most names have not.

    Raises SettingsError if one has an unknown name in braces.
    """
    return tuple(map(_compile, patterns.split()))


def _compile(pattern: str) -> tuple[re.Pattern[str], bool]:
    text = unicodedata.normalize("NFKC", pattern).lower()
    pieces = _PIECE.findall(text)
    named = [piece for piece in pieces if piece.startswith("{") and piece != "{number}"]
    if len(set(named)) < len(named) or not _TOKENS.keys() >= set(named):
        known = ", ".join(token for token in _TOKENS if token.startswith("{"))
        raise SettingsError("file-pattern-bad", pattern=pattern, known=known)
    fitting = "".join(_TOKENS.get(piece) or re.escape(piece) for piece in pieces)
    return lazy_pattern(rf"(?:^|/){fitting}\Z"), any(piece[1:-1] in _DATES for piece in named)


def _values(matched: Mapping[str, str | None]) -> dict[str, str] | None:
    """Return the values of a match; None if its date is none, since then it is something else."""
    values = {}
    for name, text in matched.items():
        if text is None:
            continue
        if name in _DATES:
            date = _date(name, text)
            if date is None:
                return None
            values["date"] = date
        elif name == "newspaper":
            values[name] = CODES.get(text) or text.strip("《》")
        else:
            values[name] = parse_edition(text)
    return values


def _date(form: str, text: str) -> str | None:
    numbers = "".join(part.zfill(2) for part in _DIGITS.findall(text))
    parts = _DATES[form]
    return parse_date("-".join(numbers[start:end] for start, end in zip((0, *parts), parts, strict=False)))


def _one(name: str, values: Iterable[str]) -> str | None:
    """Return the fullest of values that agree; None if they do not."""
    ordered = sorted(values, key=len)
    fullest = ordered[-1]
    return fullest if all(agree(name, value, fullest) for value in ordered) else None
