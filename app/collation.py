"""The order of characters: punctuation, what is no Chinese, then Chinese by pinyin."""

import os
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module

from app.text import is_punctuation

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
"""The marks of the four tones, as combining characters; without one a syllable is light."""

SortKey = tuple[int, str, int, int]


@cache
def _readings() -> Mapping[int, str]:
    """Return the readings of single characters, which are all that an order needs; imported when one is."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    found: Mapping[int, str] = import_module("pypinyin.constants").PINYIN_DICT
    return found


@lru_cache(1 << 16)
def sort_key(char: str) -> SortKey:
    """Return what a character is sorted by: its class, its syllable and tone, its code point.

    A character of several readings stands at the most usual one. The order is the same in every library.
    """
    read = _readings().get(ord(char), "")
    if read:
        syllable, tone = _syllable(read.partition(",")[0])
        return 2, syllable, tone, ord(char)
    return (0 if is_punctuation(char) else 3 if char >= "\u3400" else 1), "", 0, ord(char)


def _syllable(read: str) -> tuple[str, int]:
    """Return a reading without its tone, ü as v, and the number of the tone; 5 where it is light."""
    marks = unicodedata.normalize("NFD", read)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 5)
    bare = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", bare.replace("u\u0308", "v")), tone
