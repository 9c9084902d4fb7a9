"""For a phrase that does not occur: its longest parts that do, what sounds the same, what looks alike."""

import os
from collections.abc import Iterator
from functools import cache

import numpy as np

from app.search.contract import Suggestion
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.text import fold

# Readings of single characters are all we need; without pypinyin's phrases it takes 50 MB less.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import Style, pinyin

_MAX_PHRASE = 60
"""Of longer phrases only the beginning is looked at."""

# Homophones: phrases of at most so many characters, and so many beginnings followed at a time.
_MAX_HOMOPHONE, _BEAM = 12, 40
# Look-alikes: of at least so many characters, at most a quarter of them another, among so many positions.
_MIN_NEAR, _MAX_DIFFERENCE, _MAX_POSITIONS = 4, 0.25, 20_000


def did_you_mean(index: PhraseIndex, phrase: str, limit: int) -> list[Suggestion]:
    """At most ``limit`` of each kind: homophones and near phrases first, then parts, longest first."""
    folded = fold(phrase.strip())[:_MAX_PHRASE]
    found = [
        *(Suggestion(text, index.count(text), "homophone") for text in _homophones(index, folded)[:limit]),
        *(Suggestion(text, times, "near") for text, times in _near(index, folded)[:limit]),
        *(Suggestion(text, index.count(text), "part") for text in _parts(index, folded)[:limit]),
    ]
    first = {suggestion.phrase: suggestion for suggestion in reversed(found)}
    return [suggestion for suggestion in found if first[suggestion.phrase] is suggestion]


def _parts(index: PhraseIndex, phrase: str) -> list[str]:
    """The parts that occur and that no longer part contains, longest first."""
    parts: list[tuple[int, str]] = []
    reached = 0
    for start in range(len(phrase)):
        end = start + index.common_prefix(phrase[start:])
        part = phrase[start:end].strip()
        if end > reached and len(part) >= min(2, len(phrase) - 1):
            parts.append((start, part))
        reached = max(reached, end)
    return [part for _, part in sorted(parts, key=lambda found: (-len(found[1]), found[0])) if part]


def _homophones(index: PhraseIndex, phrase: str) -> list[str]:
    """Phrases that occur and are read alike, tones aside, most frequent first."""
    if not 2 <= len(phrase) <= _MAX_HOMOPHONE:
        return []
    alphabet = _by_sound(index.alphabet)
    beginnings = [""]
    for char in phrase:
        alike = {char} | {other for sound in _sounds(char) for other in alphabet.get(sound, ())}
        longer = [text + other for text in beginnings for other in sorted(alike)]
        counted = sorted(
            (-times, text) for times, text in zip(index.counts(longer), longer, strict=True) if times
        )
        beginnings = [text for _, text in counted[:_BEAM]]
    return [text for text in beginnings if text != phrase]


@cache
def _by_sound(alphabet: str) -> dict[str, list[str]]:
    """The characters of the corpus by how they can be read."""
    sounds: dict[str, list[str]] = {}
    for char in alphabet:
        for sound in _sounds(char):
            sounds.setdefault(sound, []).append(char)
    return sounds


def _sounds(char: str) -> set[str]:
    """How a Chinese character can be read, without tones; nothing for other characters."""
    if not "\u3400" <= char <= "\u9fff":
        return set()
    return set(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def _near(index: PhraseIndex, phrase: str) -> list[tuple[str, int]]:
    """Phrases as long with few other characters, or without one character; nearest first."""
    if len(phrase) < _MIN_NEAR:
        return []
    counted = [
        (distance, -index.count(text), text)
        for text, distance in dict(_candidates(index, phrase)).items()
        if text not in phrase  # That would be a part.
    ]
    return [(text, -times) for _, times, text in sorted(counted) if times]


def _candidates(index: PhraseIndex, phrase: str) -> Iterator[tuple[str, int]]:
    """What stands where either half of the phrase occurs, and in how many characters it differs."""
    half = len(phrase) // 2
    for piece, offset in ((phrase[:half], 0), (phrase[half:], half)):
        positions = index.positions(piece)
        positions = positions[:: max(1, len(positions) // _MAX_POSITIONS)].astype(np.int64) - offset
        yield from _same_length(index, positions, phrase)
    for at in range(len(phrase)):
        yield phrase[:at] + phrase[at + 1 :], 1


def _same_length(index: PhraseIndex, positions: Array, phrase: str) -> Iterator[tuple[str, int]]:
    windows = index.windows(positions, len(phrase))
    wanted = index.ranks(phrase)
    distances = np.count_nonzero(windows != wanted, axis=1)
    fits = (distances <= max(1, int(len(phrase) * _MAX_DIFFERENCE))) & (windows != 0).all(axis=1)
    texts, first = np.unique(windows[fits], axis=0, return_index=True)
    for text, distance in zip(texts, distances[fits][first].tolist(), strict=True):
        yield index.decode(text), distance
