from dataclasses import dataclass, field

import numpy as np
import pytest

from app.search.engines.local.related import cache
from app.search.engines.local.related.cache import WordsCache, WordScores


@dataclass
class RecordingReader:
    """Returns as many blocks as the word has characters, and records what was read."""

    read: list[str] = field(default_factory=list)

    def __call__(self, word: str) -> WordScores:
        self.read.append(word)
        return WordScores(np.arange(len(word)), np.ones(len(word)))


def test_recent_words_are_read_once_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "CACHE_SIZE", 10)
    monkeypatch.setattr(cache, "ENTRY_OVERHEAD", 1)
    reader = RecordingReader()
    recent = WordsCache(reader)
    assert len(recent("甲乙丙").blocks) == 3
    assert len(recent("丁戊").blocks) == 2
    recent("甲乙丙")
    assert reader.read == ["甲乙丙", "丁戊"]
    recent("己庚辛")  # 4 + 3 + 4 are one too many: 丁戊 was asked for before 甲乙丙 was again.
    recent("甲乙丙")
    recent("丁戊")
    assert reader.read == ["甲乙丙", "丁戊", "己庚辛", "丁戊"]


def test_words_that_stand_nowhere_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "CACHE_SIZE", 5 * cache.ENTRY_OVERHEAD)
    recent = WordsCache(RecordingReader())
    for number in range(50):
        recent(chr(0x4E00 + number))
    assert len(recent._kept) <= 5
