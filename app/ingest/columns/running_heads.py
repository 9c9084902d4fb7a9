"""What the running heads of a page say of all its articles: newspaper, date, edition."""

import re
from collections.abc import Sequence

from app.ingest.columns.elements import Element
from app.ingest.lines.classify import LineClass
from app.ingest.metadata import labels
from app.ingest.metadata.dates import DATE, parse_date
from app.text import simplify

_DATE = re.compile(DATE)
_SAID = ("newspaper", "date", "edition")


def read_running_heads(elements: Sequence[Element]) -> dict[str, str]:
    """Return what the running heads of a page say; of what they say in two ways, nothing."""
    said: dict[str, set[str]] = {}
    for element in elements:
        if element.kind == LineClass.FURNITURE:
            for name, value in _read(element.text).items():
                said.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in said.items() if len(values) == 1}


def _read(text: str) -> dict[str, str]:
    folded = simplify(text)
    found = labels.parse_imprint(text, folded) or labels.parse_edition(folded) or {}
    if not found and (dated := _DATE.match(folded)) and (date := parse_date(dated[0])):
        found = {"date": date}
    return {name: str(found[name]) for name in _SAID if name in found}
