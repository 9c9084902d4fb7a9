"""Wordings that many articles of a library use: searches worth trying, with how often they occur."""

import re

from app.analysis.keywords import LONGEST, recurring
from app.frozen import dataclass
from app.library.snapshot import Snapshot

WORDINGS, FEW = 15, 6
"""Wordings of a library, and of one where articles share little."""
# Enough to meet a library's common wording; reading more would be felt at the first request.
SAMPLE, SAMPLED, PER_ARTICLE = 32, 2_000, 6
SHORTEST = 4
"""Characters of a wording: shorter phrases are words, the longest may be cut."""
_FUNCTION = "应当|可以|有关|按照|根据|通过|进行|规定|工作"
_AT_END = re.compile(rf"^(?:{_FUNCTION})|(?:{_FUNCTION})$")
"""Words of grammar and of law: what begins or ends with them is a piece of a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase and its occurrences in the whole library."""

    phrase: str
    occurrences: int


def common_wordings(snapshot: Snapshot) -> tuple[Wording, ...]:
    """Return wording that several articles of a sample repeat, that of the most articles first."""
    sample = snapshot.sample_articles(SAMPLE)
    texts = ["\n".join(text for _, _, text, _ in blocks) for blocks in snapshot.texts_of(sample).values()]
    found = {phrase for text in texts for phrase in recurring([text[:SAMPLED]], PER_ARTICLE)}
    phrases = [phrase for phrase in found if SHORTEST <= len(phrase) < LONGEST and not _AT_END.search(phrase)]
    spread = {phrase: sum(phrase in text for text in texts) for phrase in phrases}
    # What is longer says more, where as many use it; what one alone repeats is the last resort.
    rank = {phrase: (spread[phrase] == 1, -spread[phrase] * (len(phrase) - 2), phrase) for phrase in phrases}
    chosen: list[str] = []
    for phrase in sorted(phrases, key=rank.__getitem__):
        enough = FEW if spread[phrase] == 1 else WORDINGS
        if len(chosen) < enough and not any(phrase in other or other in phrase for other in chosen):
            chosen.append(phrase)
    counted = zip(chosen, snapshot.count(chosen), strict=True)
    return tuple(Wording(phrase, counts.occurrences or 0) for phrase, counts in counted)
