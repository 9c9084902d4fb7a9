"""The Chicago Manual of Style, notes, 17th edition, 11.89–11.92: Chinese works romanised, characters after.

``Xie Xide 谢希德, “Chuangzao xuexi de silu” 创造学习的思路, Renmin ribao 人民日报, May 5, 1998, p. 10.``
What is unknown is left out, as the manual has it.
"""

from datetime import date

from app.cite.citable import Citable, one_line
from app.cite.quotation_marks import nested
from app.romanization import romanized, romanized_name

_MONTHS = "January February March April May June July August September October November December"


def chicago_note(item: Citable) -> str:
    """Write a note with names and titles in pinyin and in characters."""
    names = [f"{romanized_name(name)} {name}" for name in item.responsible]
    title = one_line(item.title or f"{item.opening}…")
    page = item.edition and (f"p. {item.edition}" if item.edition.isdecimal() else item.edition)
    parts = [
        _and(names),
        f"“{nested(romanized(title))}” {title}",
        item.newspaper and f"{romanized(item.newspaper)} {item.newspaper}",
        None if item.newspaper else item.document_number,
        item.date and english_date(item.date),
        item.newspaper and page,
        item.n is not None and f"par. {item.n}",
        item.address,
    ]
    return f"{', '.join(part for part in parts if part)}."


def english_date(day: str) -> str:
    """Return an ISO date as notes have it: December 25, 1998; December 1998; 1998."""
    year, *rest = day.split("-")
    if not rest:
        return year
    month = _MONTHS.split()[int(rest[0]) - 1] if rest[0].isdecimal() and 1 <= int(rest[0]) <= 12 else rest[0]
    return f"{month} {date.fromisoformat(day).day}, {year}" if len(rest) > 1 else f"{month} {year}"


def _and(names: list[str]) -> str:
    """Join names as a note has them: of more than three the first, then et al."""
    if len(names) > 3:
        return f"{names[0]} et al."
    *first, last = names or [""]
    comma = "," if len(first) > 1 else ""
    return f"{', '.join(first)}{comma} and {last}" if first else last
