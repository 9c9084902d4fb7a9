"""Call out the changes that must be seen first: numbers, dates, negations, what binds and what allows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.analysis.quotes.comparison.difference import NUMERALS
from app.analysis.quotes.report import Change, ChangeKind, QuoteWarning, WarningKind
from app.text import fold

_NUMBER = re.compile(f"[{NUMERALS}]*[0-9〇零一二三四五六七八九十百千万亿两][{NUMERALS}]*")
_DATE = re.compile(r"^[年月日号]|^(?:世纪|年代|周年)")
_UNIT = re.compile(r"^[年月日号条款项章节个次倍元吨人]")
_NEGATIONS = re.compile("[不未无非没勿莫毋否]")
MODALS = re.compile(
    "应当|应该|必须|务必|可以|不得|不应|不可|禁止|严禁|不准|不必|无须|无需|有权|需要|应|须|可|得"
)
_BESIDE = 2
"""Characters on either side of a change that may be one word with it."""
_WORDED = frozenset(
    (ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.LEFT_OUT)
)  # What was moved is all there.


def find_warnings(changes: Sequence[Change]) -> Iterator[QuoteWarning]:
    """Yield what of some changes must be called out, in their order."""
    for at, change in enumerate(changes):
        if change.kind in _WORDED:
            before = "".join(each.source for each in changes[max(0, at - 2) : at])[-_BESIDE:]
            after = "".join(each.source for each in changes[at + 1 : at + 3])[:_BESIDE]
            yield from _warnings(change, fold(before), fold(after))


def _warnings(change: Change, before: str, after: str) -> Iterator[QuoteWarning]:
    quote, source = fold(change.quote), fold(change.source)
    ours, theirs = _NUMBER.findall(quote), _NUMBER.findall(source)
    if ours != theirs:
        yield _number(quote, source, after)
    ours, theirs = _NEGATIONS.findall(quote), _NEGATIONS.findall(source)
    if Counter(ours) != Counter(theirs):
        yield QuoteWarning(WarningKind.NEGATION, *_around(quote, source, before, after))
    ours, theirs = (MODALS.findall(before + side + after) for side in (quote, source))
    if ours != theirs:
        yield QuoteWarning(WarningKind.MODAL, *_around(quote, source, before, after))


def _number(quote: str, source: str, after: str) -> QuoteWarning:
    """Return the warning of a changed number, with its unit where that follows."""
    unit = found[0] if (found := _UNIT.match(after)) else ""
    dated = any(
        _DATE.match(side[end.end() :] + after) for side in (quote, source) for end in _NUMBER.finditer(side)
    )
    kind = WarningKind.DATE if dated else WarningKind.NUMBER
    sides = [side + unit if side and _NUMBER.search(side[-1:]) else side for side in (quote, source)]
    return QuoteWarning(kind, sides[0], sides[1])


def _around(quote: str, source: str, before: str, after: str) -> tuple[str, str]:
    """Return both sides with what stands beside them, so that they can be read."""
    if quote and source and max(len(quote), len(source)) > _BESIDE:
        return quote, source
    return before + quote + after, before + source + after
