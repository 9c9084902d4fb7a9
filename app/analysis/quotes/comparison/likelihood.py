"""Judge how unlikely changes of a wording are: a quotation is of the source that needs least of them.

A change takes place somewhere (the same for each kind), and what it writes must be thought of, character by
character; to leave something out takes a little more the longer it is. Bits, about, so that they add up
(minimum description length: Rissanen 1978).
"""

from collections.abc import Sequence
from os.path import commonprefix

from app.analysis.quotes.comparison.critical import MODALS
from app.analysis.quotes.report import HARMLESS, Change, ChangeKind
from app.text import fold, strip_punctuation

SOMEWHERE = 5.0
"""That anything is changed, at one place."""
PASSAGE = 24.0
"""Which passage of a library is meant, and from where to where in it."""
TWO_PASSAGES = SOMEWHERE + PASSAGE
"""That two passages are run together."""
_WRITTEN, _LEFT_OUT, _MARK = 8.0, 0.4, 1.0
"""A character that the source has not; one that the quotation has not; a mark that is another one."""
_SHORT, _MOST = 16, 3.0
"""Characters of a short quotation, and what may be changed for each of them: beyond that most pairs are
sentences that have common words."""
_ADDED = 2.0
"""That something is added, which is rarer than that it is changed."""


def unlikelihood(changes: Sequence[Change]) -> float:
    """Return how unlikely some changes are, in bits; 0 where nothing is changed."""
    moved = sum(_length(each.quote) for each in changes if each.kind is ChangeKind.MOVED_TO)
    moved -= sum(_length(each.source) for each in changes if each.kind is ChangeKind.MOVED_FROM)
    return sum(_unlikelihood(each) for each in changes) + _WRITTEN * max(0, moved)


def is_of_source(changes: Sequence[Change]) -> bool:
    """Say whether it is likelier that a passage was changed than that all of the wording was thought of anew.

    A few characters stand near others everywhere: 提高产量 is no altered 提高产品, and a short sentence that
    ends in 紧密地联系在一起 is none of another one.
    """
    changed, length = unlikelihood(changes), sum(_length(each.quote) for each in changes)
    if length < _SHORT and changed > _MOST * length:
        return False
    return PASSAGE + changed < _WRITTEN * length


def _unlikelihood(change: Change) -> float:
    if change.kind in (ChangeKind.SAME, ChangeKind.MOVED_FROM):
        return 0.0
    if change.kind in HARMLESS:
        return _MARK
    if change.kind is ChangeKind.JOINED:
        return TWO_PASSAGES
    if change.kind is ChangeKind.MOVED_TO:
        return SOMEWHERE
    quote, source = (strip_punctuation(fold(side))[0] for side in (change.quote, change.source))
    if MODALS.fullmatch(quote) and MODALS.fullmatch(source):
        return SOMEWHERE + _WRITTEN
    # Numbers are told as a whole; what both have of them is not changed.
    same = len(commonprefix((quote, source)))
    quote, source = quote[same:], source[same:]
    same = len(commonprefix((quote[::-1], source[::-1])))
    written, left_out = len(quote) - same, len(source) - same
    added = _ADDED if written and not left_out else 0.0
    return SOMEWHERE + _WRITTEN * written + _LEFT_OUT * left_out + added


def _length(text: str) -> int:
    return len(strip_punctuation(fold(text))[0])
