"""Articles of a law (条) and their paragraphs (款): which one a draft names, which one a block is of."""

import re
from collections.abc import Iterator, Sequence

from app.analysis.quotes.numerals import in_digits, in_han
from app.article import BlockType
from app.frozen import dataclass
from app.store.rows import StoredBlock
from app.text import fold

_NUMBER = "([0-9〇零一二三四五六七八九十百千两]+)"
_CLAUSE = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?")
_LONGEST = 6
"""Digits of the number of an article."""
_ITEM = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]+[)）.、．])")


@dataclass(frozen=True, slots=True)
class Clause:
    """An article of a law by its number, one that was put in later (之一) by a second number; a paragraph in
    it, from 1 (0: any)."""

    number: int
    inserted: int = 0
    paragraph: int = 0

    @property
    def label(self) -> str:
        """Return it as it is cited."""
        inserted = f"之{in_han(str(self.inserted))}" if self.inserted else ""
        paragraph = f"第{in_han(str(self.paragraph))}款" if self.paragraph else ""
        return f"第{in_han(str(self.number))}条{inserted}{paragraph}"

    def has(self, other: "Clause") -> bool:
        """Say whether another one is this one or a paragraph of it."""
        same = (self.number, self.inserted) == (other.number, other.inserted)
        return same and self.paragraph in (0, other.paragraph)


def last_clause(text: str) -> Clause | None:
    """Return the last article of a law that a text names; None where it names none."""
    found = list(_CLAUSE.finditer(fold(text).replace(" ", "")))
    return _clause(found[-1]) if found else None


def _clause(found: re.Match[str]) -> Clause:
    return Clause(*(_number(group) for group in found.groups()))


def _number(written: str | None) -> int:
    """Return a number; 0 where there is none, and for what is none: 第千条."""
    digits = in_digits(written or "")
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST else 0


def clauses_of(blocks: Sequence[StoredBlock]) -> dict[str, Clause]:
    """Return for each block of a law the article and the paragraph that it is of; items are of the paragraph
    before them, what comes after a heading of none."""
    return dict(_clauses(blocks))


def _clauses(blocks: Sequence[StoredBlock]) -> Iterator[tuple[str, Clause]]:
    current: Clause | None = None
    for block in blocks:
        if found := _CLAUSE.match(fold(block.text).lstrip()):
            clause = _clause(found)
            current = Clause(clause.number, clause.inserted, 1)
        elif block.type == BlockType.HEADING:
            current = None
        elif current and not _ITEM.match(block.text):
            current = Clause(current.number, current.inserted, current.paragraph + 1)
        if current:
            yield block.id, current
