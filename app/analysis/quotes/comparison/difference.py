"""Tell what a quotation changed in its source, stretch by stretch, as both are printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from app.analysis.quotes.report import Change, ChangeKind
from app.frozen import dataclass
from app.text import fold, is_punctuation, strip_punctuation

NUMERALS = "0-9０-９.．%％〇零一二三四五六七八九十百千万亿两"
_NUMERAL_END = re.compile(f"[{NUMERALS}]+$")
_NUMERAL_START = re.compile(f"[{NUMERALS}]+")
_MOVED = 3
"""Characters of the shortest stretch that is said to have been moved."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of both texts, which is the same when folded, or is not."""

    same: bool
    quote: str
    source: str

    @property
    def bare(self) -> tuple[str, str]:
        """Both without punctuation."""
        return strip_punctuation(fold(self.quote))[0], strip_punctuation(fold(self.source))[0]


def compare(quote: str, source: str) -> tuple[Change, ...]:
    """Return the stretches of a quotation and of its source; a line break parts paragraphs of either."""
    runs = _whole_numbers(_at_marks(_without_chance(list(_runs(quote, source)))))
    return tuple(_marked_moves([change for run in runs for change in _changes(run)]))


def _runs(quote: str, source: str) -> Iterator[_Run]:
    """Yield the runs of both texts, changes that touch each other as one."""
    ours = theirs = ""
    for tag, a, z, b, y in SequenceMatcher(None, fold(quote), fold(source), autojunk=False).get_opcodes():
        one, other = quote[a:z], source[b:y]
        if tag != "equal":
            ours, theirs = ours + one, theirs + other
            continue
        if ours or theirs:
            yield _Run(False, ours, theirs)
            ours = theirs = ""
        yield _Run(True, one, other)
    if ours or theirs:
        yield _Run(False, ours, theirs)


def _without_chance(runs: list[_Run]) -> list[_Run]:
    """Return the runs in which one character between two changes of wording is no run of its own."""
    found: list[_Run] = []
    for at, run in enumerate(runs):
        inside = run.same and 0 < at < len(runs) - 1 and len(run.bare[0]) <= 1
        if inside and all(all(each.bare) for each in (runs[at - 1], runs[at + 1])):
            run = replace(run, same=False)
        if found and not run.same and not found[-1].same:
            run = _Run(False, found[-1].quote + run.quote, found.pop().source + run.source)
        found.append(run)
    return found


def _at_marks(runs: list[_Run]) -> list[_Run]:
    """Return the runs in which what one side only has ends at a mark, if it may.

    After 市场化 it is the same whether 、法治化 is left out or 法治化、 is.
    """
    found = [_Run(True, "", ""), *runs, _Run(True, "", "")]
    for at in range(1, len(found) - 1):
        before, run, after = found[at - 1 : at + 2]
        if not run.same and before.same and after.same and not (run.quote and run.source):
            found[at - 1 : at + 2] = _slid(before, run, after)
    return found


def _slid(before: _Run, run: _Run, after: _Run) -> tuple[_Run, _Run, _Run]:
    long, short = before.source + run.source + after.source, before.quote + run.quote + after.quote
    if run.quote:
        long, short = short, long
    folded, size, start = fold(long), len(run.quote or run.source), len(before.quote)
    low = high = start
    while low and folded[low - 1] == folded[low + size - 1]:
        low -= 1
    while high + size < len(long) and folded[high] == folded[high + size]:
        high += 1
    ending = [at for at in range(low, high + 1) if is_punctuation(folded[at + size - 1])]
    ending += [at for at in range(low, high + 1) if is_punctuation(folded[at])] if not ending else []
    best = min(ending, key=lambda at: abs(at - start), default=start)
    parts = [(long[:best], short[:best]), (long[best : best + size], ""), (long[best + size :], short[best:])]
    if not run.quote:
        parts = [(one, other) for other, one in parts]
    first, second, third = parts
    return _Run(True, *first), _Run(False, *second), _Run(True, *third)


def _whole_numbers(runs: list[_Run]) -> list[_Run]:
    """Return the runs in which a number is changed as a whole: 3000 became 3400, not 0 became 4."""
    found = list(runs)
    for at, run in enumerate(found):
        if run.same:
            continue
        sides = [side for side in (run.quote, run.source) if side]
        if at and any(_NUMERAL_START.match(side) for side in sides):
            before = found[at - 1]
            if cut := _NUMERAL_END.search(fold(before.source)):
                length = len(cut[0])
                run = _Run(False, before.quote[-length:] + run.quote, before.source[-length:] + run.source)
                found[at - 1] = _Run(True, before.quote[:-length], before.source[:-length])
        if at + 1 < len(found) and any(_NUMERAL_END.search(side) for side in (run.quote, run.source)):
            after = found[at + 1]
            if cut := _NUMERAL_START.match(fold(after.source)):
                length = len(cut[0])
                run = _Run(False, run.quote + after.quote[:length], run.source + after.source[:length])
                found[at + 1] = _Run(True, after.quote[length:], after.source[length:])
        found[at] = run
    return [run for run in found if run.quote or run.source]


def _changes(run: _Run) -> Iterator[Change]:
    """Yield one run as changes."""
    if run.same:
        yield from _forms(run.quote, run.source)
        return
    before, border, after = run.source.partition("\n")
    if border and "\n" not in run.quote:
        # What the quotation puts at the border stands before it.
        yield from _changes(_Run(False, run.quote, before)) if run.quote or before else ()
        yield Change(ChangeKind.JOINED, "", border)
        yield from _changes(_Run(False, "", after)) if after else ()
        return
    one, other = run.bare
    if not one and not other:
        kind = ChangeKind.SAME if run.quote.isspace() or run.source.isspace() else ChangeKind.PUNCTUATION
        if run.quote.strip() and run.source.strip():
            kind = ChangeKind.PUNCTUATION
        yield Change(kind, run.quote, run.source)
    elif one == other:
        yield Change(ChangeKind.PUNCTUATION, run.quote, run.source)
    elif not one:
        yield Change(ChangeKind.LEFT_OUT, run.quote, run.source)
    elif not other:
        yield Change(ChangeKind.ADDED, run.quote, run.source)
    else:
        yield Change(ChangeKind.CHANGED, run.quote, run.source)


QUOTE_MARKS = frozenset("“”‘’「」『』〝〞﹁﹂﹃﹄\"'＂＇")


def as_printed(text: str) -> str:
    """Return a text in which all quotation marks are one, as they change inside of others, and no spaces."""
    return "".join('"' if char in QUOTE_MARKS else char for char in text if not char.isspace())


def _forms(quote: str, source: str) -> Iterator[Change]:
    """Yield what is the same when folded: as printed alike, in other forms, or with other punctuation."""
    at = 0
    while at < len(quote):
        end, kind = at, _form(quote[at], source[at])
        while end < len(quote) and _form(quote[end], source[end]) is kind:
            end += 1
        yield Change(kind, quote[at:end], source[at:end])
        at = end


def _form(one: str, other: str) -> ChangeKind:
    if as_printed(one) == as_printed(other):
        return ChangeKind.SAME
    return ChangeKind.FORM if strip_punctuation(fold(one))[0] else ChangeKind.PUNCTUATION


def _marked_moves(changes: list[Change]) -> Iterator[Change]:
    """Yield the changes, those that put one wording in another place as moved."""
    bare = [
        tuple(strip_punctuation(fold(side))[0] for side in (change.quote, change.source))
        for change in changes
    ]
    added = {n for n, each in enumerate(changes) if each.kind is ChangeKind.ADDED}
    left = {n for n, each in enumerate(changes) if each.kind is ChangeKind.LEFT_OUT}
    pairs = {n: m for n in sorted(added) for m in sorted(left) if _is_moved(bare[n][0], bare[m][1])}
    for n, change in enumerate(changes):
        if n in pairs:
            yield replace(change, kind=ChangeKind.MOVED_TO)
        elif n in pairs.values():
            yield replace(change, kind=ChangeKind.MOVED_FROM)
        else:
            yield change


def _is_moved(added: str, left: str) -> bool:
    shorter, longer = sorted((added, left), key=len)
    return len(shorter) >= _MOVED and shorter in longer and 2 * len(shorter) >= len(longer)
