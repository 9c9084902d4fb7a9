"""Suggest phrases for one that does not occur: homophones, similar phrases, and its longest parts."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.code_points import points_of, text_of
from app.collation import readings
from app.search.engines.local.exact.arrays import Array
from app.search.engines.local.exact.phrase_index import PhraseIndex
from app.search.engines.local.suggestions.continuations import (
    Beginning,
    continued,
    empty_beginning,
    most_frequent,
)
from app.search.engines.local.suggestions.pinyin import by_reading, sounding_like
from app.search.results import Suggestion
from app.text import close_up, fold, is_punctuation

_MAX_PHRASE = 60
"""Characters of a phrase that are considered; the rest is ignored."""

# Homophones: the longest phrase in characters, and the prefixes kept at each step of the beam search.
_MAX_HOMOPHONE, _BEAM = 12, 40
# Similar phrases: the shortest in characters, the share that may differ, the positions compared.
_MIN_NEAR, _MAX_DIFFERENCE, _MAX_POSITIONS = 4, 0.25, 20_000


_LATIN_WORD = re.compile(r"[a-z0-9\u00df-\u024f]+")
_LATIN = points_of("".join(char for char in map(chr, range(0x250)) if _LATIN_WORD.match(char)))


def did_you_mean(index: PhraseIndex, phrase: str, limit: int) -> list[Suggestion]:
    """Return homophones and similar phrases, then parts, longest first; at most ``limit`` of each kind.

    What is typed in Latin letters may be pinyin; no part of a Latin word is suggested. Each phrase is
    given as it is printed somewhere.
    """
    folded = close_up(fold(phrase.strip()))[:_MAX_PHRASE]
    alike = _homophones(index, folded) or sounding_like(index, folded)
    found = [
        *(Suggestion(each.text, each.times, "homophone") for each in alike[:limit]),
        *(Suggestion(text, times, "near") for text, times in _similar(index, folded)[:limit]),
        *(Suggestion(text, index.count(text), "part") for text in _parts(index, folded)[:limit]),
    ]
    first = {suggestion.phrase: suggestion for suggestion in reversed(found)}
    return [
        replace(suggestion, phrase=index.as_printed(suggestion.phrase))
        for suggestion in found
        if first[suggestion.phrase] is suggestion
    ]


def _parts(index: PhraseIndex, phrase: str) -> list[str]:
    """Return the parts that occur and are in no longer one, longest first; Latin words are not parted."""
    parts: list[tuple[int, str]] = []
    occurs = reached = 0
    inside = {at for found in _LATIN_WORD.finditer(phrase) for at in range(found.start() + 1, found.end())}
    for start in range(len(phrase)):
        # What occurs from one character on occurs from the next one on.
        occurs = max(occurs, start)
        while occurs < len(phrase) and index.occurs(phrase[start : occurs + 1]):
            occurs += 1
        end = occurs
        while end in inside:
            end -= 1
        part = phrase[start:end].strip()
        if start not in inside and end > reached and len(part) >= min(2, len(phrase) - 1):
            parts.append((start, part))
            reached = end
    longest_first = sorted(parts, key=lambda found: (-len(found[1]), found[0]))
    return [part for _, part in longest_first if not all(map(is_punctuation, part))]


def _homophones(index: PhraseIndex, phrase: str) -> list[Beginning]:
    """Return phrases that occur and are read alike without tones, the most frequent first."""
    if not 2 <= len(phrase) <= _MAX_HOMOPHONE:
        return []
    alphabet = by_reading(index.alphabet)
    beginnings = [empty_beginning(index)]
    for char in phrase:
        alike = {char} | {other for sound in readings(char) for other in alphabet.get(sound, ())}
        beginnings = most_frequent(continued(index, beginnings, alike))[:_BEAM]
    return [each for each in beginnings if each.text != phrase]


def _similar(index: PhraseIndex, phrase: str) -> list[tuple[str, int]]:
    """Return phrases of the same length with few other characters, or one shorter; most similar first."""
    if len(phrase) < _MIN_NEAR or phrase.isascii():
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
        positions = index.sample(piece, _MAX_POSITIONS).astype(np.int64) - offset
        yield from _same_length(index, positions, phrase)
    for at in range(len(phrase)):
        yield phrase[:at] + phrase[at + 1 :], 1


def _same_length(index: PhraseIndex, positions: Array, phrase: str) -> Iterator[tuple[str, int]]:
    """Yield the texts at these positions that differ in few characters, and in how many."""
    windows = index.windows(positions, len(phrase))
    distances = np.count_nonzero(windows != points_of(phrase), axis=1)
    fits = (distances <= max(1, int(len(phrase) * _MAX_DIFFERENCE))) & (windows != 0).all(axis=1)
    # Neither edge may be inside a Latin word.
    for beside, edge in ((-1, 0), (len(phrase), -1)):
        outside = index.windows(positions + beside, 1)[:, 0]
        fits &= ~(np.isin(outside, _LATIN) & np.isin(windows[:, edge], _LATIN))
    texts, first = np.unique(windows[fits], axis=0, return_index=True)
    for text, distance in zip(texts, distances[fits][first].tolist(), strict=True):
        yield text_of(text), distance
