"""What the running heads of a page say of all its articles: newspaper, date, edition."""

from collections.abc import Sequence

from app.ingest.catalogue.newspapers import NAMES
from app.ingest.columns.elements import Element
from app.ingest.lines.classify import LineClass
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.metadata import labels, mastheads
from app.ingest.metadata.dates import DATE, parse_date
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_DATE = lazy_pattern(DATE)
_NUMBER = lazy_pattern(r"[A-Z]?\d{1,3}")
_SAID = ("newspaper", "date", "edition")


def read_running_heads(elements: Sequence[Element]) -> dict[int, dict[str, str]]:
    """Return what the running heads of each page say; of what they say in two ways, nothing.

    Printed pages are counted from 1; 0 is a page whose source does not tell where its lines stand.
    """
    pages: dict[int, list[Element]] = {}
    for element in elements:
        if element.kind == LineClass.FURNITURE:
            pages.setdefault(page_of(element), []).append(element)
    return {number: _of_page(heads, printed=number > 0) for number, heads in pages.items()}


def page_of(element: Element) -> int:
    """Return the number of the printed page that an element begins on; 0 where nobody knows."""
    place = element.lines[0].place
    return place.page if place else 0


def _of_page(heads: Sequence[Element], printed: bool) -> dict[str, str]:
    said: dict[str, set[str]] = {}
    for element in heads:
        for name, value in _read(element.text).items():
            said.setdefault(name, set()).add(value)
    if printed and "newspaper" in said and "edition" not in said:
        # A bare number is an edition beside a newspaper's name; elsewhere it numbers pages.
        numbers = {mastheads.normalize_edition(e.text) for e in heads if _NUMBER.fullmatch(e.text.strip())}
        said |= {"edition": numbers} if numbers else {}
    return {name: values.pop() for name, values in said.items() if len(values) == 1}


def _read(text: str) -> dict[str, str]:
    folded = simplify(text)
    found = labels.parse_imprint(text, folded) or labels.parse_edition(folded) or {}
    if not found and (name := remove_whitespace(text)) in NAMES:
        return {"newspaper": name}
    if not found and (dated := _DATE.match(folded)) and (date := parse_date(dated[0])):
        found = {"date": date}
    return {name: str(found[name]) for name in _SAID if name in found}
