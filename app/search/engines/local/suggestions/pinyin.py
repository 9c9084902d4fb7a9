"""What sounds as typed: the phrases of a library by their full pinyin, without tones."""

import re
from collections.abc import Iterator
from functools import cache

from app.romanization import readings
from app.search.engines.local.exact.phrase_index import PhraseIndex

_LETTERS = re.compile(r"[a-zü]+(?:[ '\-]+[a-zü]+)*")
_SHORTEST, _LONGEST = 4, 60
"""Letters of what is read as pinyin; fewer fit too much."""
_SYLLABLE = 6
"""Letters of the longest syllable: zhuang."""
_BEAM = 40
"""Beginnings kept for each number of letters and characters."""


def sounding_like(index: PhraseIndex, folded: str) -> list[str]:
    """Return phrases of two and more characters that are read so, the most frequent first.

    Spaces and apostrophes end a syllable: xian is 先 or 西安, xi'an only 西安.
    """
    if not _LETTERS.fullmatch(folded) or not _SHORTEST <= len(folded) <= _LONGEST:
        return []
    letters = re.sub(r"[^a-zü]+", " ", folded).replace("ü", "v")
    alphabet = by_reading(index.alphabet)
    begun: dict[tuple[int, int], list[str]] = {(0, 0): [""]}
    for at in range(len(letters)):
        for length in range(at + 1):
            for end, longer in _continued(letters, at, begun.pop((at, length), []), alphabet):
                begun.setdefault((end, length + 1), []).extend(longer)
        _keep_most_frequent(index, begun, at + 1)
    found = [text for (_, length), texts in begun.items() if length > 1 for text in texts]
    return sorted(found, key=lambda text: (-index.count(text), text))


def _continued(
    letters: str, at: int, texts: list[str], alphabet: dict[str, list[str]]
) -> Iterator[tuple[int, list[str]]]:
    """Yield texts that are read as the letters up to ``at``, one character longer, and where they end."""
    for end in range(at + 1, min(at + _SYLLABLE, len(letters)) + 1) if texts else ():
        if chars := alphabet.get(letters[at:end]):
            after = end + (letters[end : end + 1] == " ")
            yield after, [text + char for text in texts for char in chars]


def _keep_most_frequent(index: PhraseIndex, begun: dict[tuple[int, int], list[str]], at: int) -> None:
    """Keep of the texts that end at ``at`` those that occur most; all of a single character."""
    for key in [key for key in begun if key[0] == at]:
        texts = list(dict.fromkeys(begun[key]))
        counted = zip(index.counts(texts), texts, strict=True)
        found = sorted((-times, text) for times, text in counted if times)
        begun[key] = [text for _, text in (found[:_BEAM] if key[1] > 1 else found)]


@cache
def by_reading(alphabet: str) -> dict[str, list[str]]:
    """Return the characters of the library by reading."""
    sounds: dict[str, list[str]] = {}
    for char in alphabet:
        for sound in readings(char):
            sounds.setdefault(sound, []).append(char)
    return sounds
