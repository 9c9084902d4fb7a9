"""Suggest phrases for one that does not occur: homophones, similar phrases, and its longest parts."""

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
"""Characters of a phrase that are considered; the rest is ignored."""

# Homophones: the longest phrase in characters, and the prefixes kept at each step of the beam search.
_MAX_HOMOPHONE, _BEAM = 12, 40
# Similar phrases: the shortest in characters, the share that may differ, the positions compared.
_MIN_NEAR, _MAX_DIFFERENCE, _MAX_POSITIONS = 4, 0.25, 20_000


def did_you_mean(index: PhraseIndex, phrase: str, limit: int) -> list[Suggestion]:
    """Return homophones and similar phrases, then parts, longest first; at most ``limit`` of each kind."""
    folded = fold(phrase.strip())[:_MAX_PHRASE]
    found = [
        *(Suggestion(text, index.count(text), "homophone") for text in _homophones(index, folded)[:limit]),
        *(Suggestion(text, times, "near") for text, times in _similar(index, folded)[:limit]),
        *(Suggestion(text, index.count(text), "part") for text in _parts(index, folded)[:limit]),
    ]
    first = {suggestion.phrase: suggestion for suggestion in reversed(found)}
    return [suggestion for suggestion in found if first[suggestion.phrase] is suggestion]


def _parts(index: PhraseIndex, phrase: str) -> list[str]:
    """Return the parts that occur and are in no longer one, longest first."""
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
    """Return phrases that occur and are read alike without tones, the most frequent first."""
    if not 2 <= len(phrase) <= _MAX_HOMOPHONE:
        return []
    alphabet = _by_reading(index.alphabet)
    beginnings = [""]
    for char in phrase:
        alike = {char} | {other for sound in _readings(char) for other in alphabet.get(sound, ())}
        longer = [text + other for text in beginnings for other in sorted(alike)]
        counted = sorted(
            (-times, text) for times, text in zip(index.counts(longer), longer, strict=True) if times
        )
        beginnings = [text for _, text in counted[:_BEAM]]
    return [text for text in beginnings if text != phrase]


@cache
def _by_reading(alphabet: str) -> dict[str, list[str]]:
    """Return the characters of the library by reading."""
    sounds: dict[str, list[str]] = {}
    for char in alphabet:
        for sound in _readings(char):
            sounds.setdefault(sound, []).append(char)
    return sounds


def _readings(char: str) -> set[str]:
    """Return the readings of a Chinese character without tones; none for other characters."""
    if not "\u3400" <= char <= "\u9fff":
        return set()
    return set(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def _similar(index: PhraseIndex, phrase: str) -> list[tuple[str, int]]:
    """Return phrases of the same length with few other characters, or one shorter; most similar first."""
    if len(phrase) < _MIN_NEAR:
        return []
    counted = [
        (distance, -index.count(text), text)
        for text, distance in dict(_candidates(index, phrase)).items()
        if text not in phrase  # That would be a part.
    ]
    return [(text, -times) for _, times, text in sorted(counted) if times]


def _candidates(index: PhraseIndex, phrase: str) -> Iterator[tuple[str, int]]:
    """Yield the text where either half of the phrase occurs, and the number of characters that differ."""
    half = len(phrase) // 2
    for piece, offset in ((phrase[:half], 0), (phrase[half:], half)):
        positions = index.positions(piece)
        positions = positions[:: max(1, len(positions) // _MAX_POSITIONS)].astype(np.int64) - offset
        yield from _same_length(index, positions, phrase)
    for at in range(len(phrase)):
        yield phrase[:at] + phrase[at + 1 :], 1


def _same_length(index: PhraseIndex, positions: Array, phrase: str) -> Iterator[tuple[str, int]]:
    """Yield the texts at these positions that differ in few characters, and in how many."""
    windows = index.windows(positions, len(phrase))
    wanted = index.ranks(phrase)
    distances = np.count_nonzero(windows != wanted, axis=1)
    fits = (distances <= max(1, int(len(phrase) * _MAX_DIFFERENCE))) & (windows != 0).all(axis=1)
    texts, first = np.unique(windows[fits], axis=0, return_index=True)
    for text, distance in zip(texts, distances[fits][first].tolist(), strict=True):
        yield index.decode(text), distance
