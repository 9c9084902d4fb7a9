"""Examples of searches worth trying in this library."""

from app.analysis.keywords import recurring
from app.library.snapshot import Snapshot

EXAMPLES = 6
# Enough to meet a library's common wording; reading more would be felt at the first request.
SAMPLE, SAMPLED, PER_ARTICLE = 24, 2_000, 6
SHORTEST = 4
"""Characters of an example: shorter phrases are words, not wording."""


def example_queries(snapshot: Snapshot) -> tuple[str, ...]:
    """Return wording that several articles of a sample repeat, that of the most articles first."""
    ids = sorted(snapshot.article_ids())
    sample = ids[:: max(1, len(ids) // SAMPLE)][:SAMPLE]
    texts = ["\n".join(text for _, _, text, _ in blocks) for blocks in snapshot.texts_of(sample).values()]
    phrases = {
        phrase
        for text in texts
        for phrase in recurring([text[:SAMPLED]], PER_ARTICLE)
        if len(phrase) >= SHORTEST
    }
    spread = {phrase: sum(phrase in text for text in texts) for phrase in phrases}
    ranked = sorted(phrases, key=lambda phrase: (-spread[phrase] * len(phrase), phrase))
    chosen: list[str] = []
    for phrase in ranked:
        if len(chosen) < EXAMPLES and not any(phrase in other or other in phrase for other in chosen):
            chosen.append(phrase)
    return tuple(chosen)
