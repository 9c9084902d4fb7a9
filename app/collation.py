"""The order of characters: punctuation, what is no Chinese, then Chinese by pinyin."""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from sys import intern

from app.gc_pause import gc_paused
from app.text import is_punctuation

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
"""The marks of the four tones, as combining characters; without one a syllable is light."""

SortKey = tuple[int, str, int, int]


def pypinyin_data(name: str) -> str:
    """Return the text of a file of pypinyin: what it knows is read in a third of the time that importing it
    takes, and held in a third of the memory."""
    package = find_spec("pypinyin")
    assert package
    assert package.origin
    return Path(package.origin).with_name(name).read_text(encoding="utf-8")


@cache
def _readings() -> Mapping[int, str]:
    """Return the readings of single characters by their code points, as pypinyin has written them down."""

    def shared(pairs: list[tuple[str, str]]) -> dict[int, str]:
        return {int(point): intern(read) for point, read in pairs}

    with gc_paused():
        found: Mapping[int, str] = json.loads(pypinyin_data("pinyin_dict.json"), object_pairs_hook=shared)
    return found


def readings(char: str) -> set[str]:
    """Return the readings of a Chinese character without tones, ü as v; none for other characters."""
    if not "\u3400" <= char <= "\u9fff":
        return set()
    read = _readings().get(ord(char))
    return {syllable(each)[0] for each in read.split(",")} if read else {char}


def usual_reading(char: str) -> str:
    """Return how a Chinese character is usually read, without its tone; any other character as it is."""
    return sort_key(char)[1].replace("v", "ü") or char


@lru_cache(1 << 16)
def sort_key(char: str) -> SortKey:
    """Return what a character is sorted by: its class, its syllable and tone, its code point.

    A character of several readings stands at the most usual one. The order is the same in every library.
    """
    read = _readings().get(ord(char), "")
    if read:
        bare, tone = syllable(read.partition(",")[0])
        return 2, bare, tone, ord(char)
    return (0 if is_punctuation(char) else 3 if char >= "\u3400" else 1), "", 0, ord(char)


def syllable(read: str) -> tuple[str, int]:
    """Return a reading without its tone, ü as v, and the number of the tone; 5 where it is light."""
    marks = unicodedata.normalize("NFD", read)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 5)
    bare = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", bare.replace("u\u0308", "v")), tone
