"""What sounds as typed: the phrases of a library by their full pinyin, without tones."""

import re
from collections.abc import Iterator
from functools import cache

from app.collation import readings
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.suggestions.continuations import (
    Beginning,
    continued,
    empty_beginning,
    most_frequent,
)

_LETTERS = re.compile(r"[a-zü]+(?:[ '\-]+[a-zü]+)*")
_SHORTEST, _LONGEST = 4, 60
"""Letters of what is read as pinyin; fewer fit too much."""
_SYLLABLE = 6
"""Letters of the longest syllable: zhuang."""
_BEAM = 40
"""Beginnings kept for each number of letters and characters."""


def sounding_like(index: PhraseIndex, folded: str) -> list[Beginning]:
    """Return phrases of two and more characters that are read so, the most frequent first.

    Spaces and apostrophes end a syllable: xian is 先 or 西安, xi'an only 西安.
    """
    if not _LETTERS.fullmatch(folded) or not _SHORTEST <= len(folded) <= _LONGEST:
        return []
    letters = re.sub(r"[^a-zü]+", " ", folded).replace("ü", "v")
    alphabet = by_reading(index.alphabet)
    # By the number of letters that are read, and of characters that are read so.
    begun: dict[tuple[int, int], dict[str, Beginning]] = {(0, 0): {"": empty_beginning(index)}}
    for at in range(len(letters)):
        for length in range(at + 1):
            kept = most_frequent(begun.pop((at, length), {}).values())[: None if length == 1 else _BEAM]
            for end, chars in _syllables(letters, at, alphabet) if kept else ():
                longer = {each.text: each for each in continued(index, kept, chars)}
                begun.setdefault((end, length + 1), {}).update(longer)
    found = (most_frequent(texts.values())[:_BEAM] for (_, length), texts in begun.items() if length > 1)
    return most_frequent(each for kept in found for each in kept)


def _syllables(letters: str, at: int, alphabet: dict[str, list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield where the syllables that begin at a letter end, with the characters that are read so."""
    for end in range(at + 1, min(at + _SYLLABLE, len(letters)) + 1):
        if chars := alphabet.get(letters[at:end]):
            yield end + (letters[end : end + 1] == " "), chars


@cache
def by_reading(alphabet: str) -> dict[str, list[str]]:
    """Return the characters of the library by reading."""
    sounds: dict[str, list[str]] = {}
    for char in alphabet:
        for sound in readings(char):
            sounds.setdefault(sound, []).append(char)
    return sounds
