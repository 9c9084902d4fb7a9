"""Weigh whether a stretch of a draft was meant to be a formulation, by what was changed and what was not."""

from dataclasses import field
from math import log2

from app.analysis.formulations.catalogue import SHORTEST
from app.analysis.quotes.approximate import DIFFERING, Near
from app.collation import usual_reading
from app.frozen import dataclass
from app.search.results import Span
from app.words.words import is_dictionary_word

PARTED = "\n"
"""Stands in a draft without punctuation where a mark ends a wording."""
RARER = 10
"""How many times rarer than the formulation a wording of the draft must be in the library."""
AROUND = 6
"""Characters on either side with which a wording that stands in the library is as it was printed there."""
TOGETHER = 0.6
"""The least association of the words before and after a changed one, which says that they stand around it.

It is that of mining: normalised pointwise mutual information (Bouma 2009).
"""
COLLOCATED = 0.5
"""The same of a changed word of a formulation of four characters and the other word of it."""
COLLOCATED_LONG = 0.2
"""The same of a changed word of a longer formulation and the words before or after it."""
FAITHFUL = 0.8
"""The share of all its occurrences that a word must have in a formulation to stand for it."""
ENOUGH = 7
"""Characters of a formulation that are the same and leave no doubt; of shorter ones more must be known."""
LONG = 4
"""Characters of words before or after a change that are most of a formulation."""


@dataclass(slots=True)
class Candidate:
    """A stretch of a draft and a formulation, both without punctuation, with what evidence speaks of.

    ``before`` and ``after`` are the whole words that both begin and end with; ``ours`` and ``theirs`` what
    stands between; ``words`` words of the draft that the change is in; ``context`` is the stretch with some
    characters of its sentence on either side.
    """

    span: Span
    text: str
    context: str
    wording: str
    near: Near
    before: str = ""
    after: str = ""
    words: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ours(self) -> str:
        """What the draft has between the common words."""
        return self.text[len(self.before) : len(self.text) - len(self.after)]

    @property
    def theirs(self) -> str:
        """What the formulation has between the common words."""
        return self.wording[len(self.before) : len(self.wording) - len(self.after)]

    @property
    def change(self) -> tuple[str, str]:
        """What differs, character by character."""
        left, right = self.near.left, self.near.right
        return self.text[left : len(self.text) - right], self.wording[left : len(self.wording) - right]

    @property
    def is_nearly_all(self) -> bool:
        """True where so much is the same that nothing else was meant."""
        return self.near.left + self.near.right >= ENOUGH

    @property
    def juncture(self) -> str:
        """What the draft has between the common words; of one character with its neighbours."""
        if len(self.ours) > 1:
            return self.ours
        return self.text[max(0, len(self.before) - 1) : len(self.text) - len(self.after) + 1]

    @property
    def is_slip(self) -> bool:
        """True where two characters stand the other way round, or one is typed as another is."""
        ours, theirs = self.change
        if len(ours) == len(theirs) == 1:
            return usual_reading(ours) == usual_reading(theirs)
        return len(ours) == DIFFERING and ours == theirs[::-1]

    @property
    def is_alike(self) -> bool:
        """True where the changed words have something in common, or one character is too many or missing."""
        return bool(set(self.ours) & set(self.theirs)) or len("".join(self.change)) == 1

    def asked(self) -> tuple[str, ...]:
        """Return the wordings whose counts are evidence."""
        parts = (self.text, self.context, self.before, self.after, self.theirs, self.juncture)
        return tuple(part for part in parts if part)


def can_be_meant(found: Candidate) -> bool:
    """Say whether a formulation may have been meant, whatever the library has: the change is no other number,
    not at a mark, not a word more or less."""
    ours, theirs = found.change
    if PARTED in found.text or all(map(str.isnumeric, ours + theirs)):
        return False
    if not (ours and theirs) and len(ours + theirs) > 1:
        return False
    return (
        found.is_slip
        or found.is_nearly_all
        or (found.is_alike and bool(found.before and found.after))
        or any(_can_stand_for(found, common) for common in (found.before, found.after))
        or (found.is_alike and _can_be_misspelt(found))
    )


def is_meant(found: Candidate, occurrences: int, characters: int) -> bool:
    """Say whether a formulation that may have been meant was, by how often what is the same occurs, and what
    is not."""
    if found.counts[found.text] * RARER > occurrences or found.counts[found.context]:
        return False
    before, after = found.counts.get(found.before, 0), found.counts.get(found.after, 0)
    around = found.is_alike and before and after
    return (
        found.is_slip
        or found.is_nearly_all
        or (around and _association(occurrences, before, after, characters) >= TOGETHER)
        or (before * FAITHFUL <= occurrences and _can_stand_for(found, found.before))
        or (after * FAITHFUL <= occurrences and _can_stand_for(found, found.after))
        or (found.is_alike and _is_misspelt(found, before or after, occurrences, characters))
    )


def _can_stand_for(found: Candidate, common: str) -> bool:
    """Say whether words, where they stand in a formulation mostly, may stand for it: something of the other
    end is the same too, or, if they are most of it, something of the changed word."""
    if len(found.wording) == SHORTEST:
        return False
    inside = found.near.left and found.near.right
    return len(common) > 1 if inside else found.is_alike and len(common) >= LONG


def _can_be_misspelt(found: Candidate) -> bool:
    """Say whether one character of a word is another, too many or missing, and makes it none."""
    if max(map(len, found.change)) > 1 or len(found.theirs) < 2 or not (found.before or found.after):
        return False
    known = (len(word) > 1 and is_dictionary_word(word) for word in found.words)
    return all(char > "\u2e7f" for char in found.ours) and not any(known)


def _is_misspelt(found: Candidate, other: int, occurrences: int, characters: int) -> bool:
    """Say whether what may be misspelt is nowhere in the library, and belongs to the words beside it."""
    theirs = found.counts.get(found.theirs, 0)
    if not _can_be_misspelt(found) or not other or not theirs or found.counts[found.juncture]:
        return False
    least = COLLOCATED if len(found.wording) == SHORTEST else COLLOCATED_LONG
    return _association(occurrences, other, theirs, characters) >= least


def _association(both: int, one: int, other: int, characters: int) -> float:
    """Return how firmly two parts hold together, from -1 to 1, by how often they stand together and apart."""
    return log2(both * characters / (one * other)) / log2(max(characters / both, 2))
