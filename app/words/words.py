"""Words of texts, for ranking and to tell words from names; they never decide whether a phrase is found."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from math import prod
from pathlib import Path
from typing import Any, Protocol

from app.text import fold
from app.words.dictionary import frequencies, further_words

# Rarer words of jieba's dictionary are names of persons as often as not.
OFTEN = 20
# What may stand inside a word: jieba looks at nothing beyond the marks around such a run.
_RUN = re.compile(r"[\w+#&.%\-]+")


class Tokenizer(Protocol):
    """What cuts folded text into words; see ``jieba_tokenizer.Tokenizer``."""

    def add(self, word: str, frequency: int) -> None:
        """Add a word."""

    def cut(self, run: str) -> list[str]:
        """Return the words of a run."""

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of a run and those inside them."""

    def cut_known(self, run: str) -> list[str]:
        """Return the words of a run, none guessed."""


def words(text: str, dictionary: Path | None = None) -> list[str]:
    """Return the folded words of a text in jieba's search mode: long words and the words inside them.

    ``dictionary`` is a file of further words, one a line, with an optional frequency. All dictionaries are
    loaded at the first call, not before.
    """
    return [word for run in _RUN.findall(fold(text)) for word in _words_of_run(run, dictionary)]


def whole_words(text: str, dictionary: Path | None = None) -> list[str]:
    """Return the folded words of a text, each character in one word at most."""
    return [word for _, word in located_words(fold(text), dictionary)]


def located_words(text: str, dictionary: Path | None = None) -> Iterator[tuple[int, str]]:
    """Yield the words of a folded text, each with its offset; each character is in one word at most."""
    cut = _tokenizer(dictionary).cut
    for run in _RUN.finditer(text):
        at = run.start()
        for term in cut(run[0]):
            if any(map(str.isalnum, term)):
                yield at, term
            at += len(term)


def cut_text(text: str) -> list[str]:
    """Return a text cut into its words and the marks between them; joined they are the text."""
    pieces: list[str] = []
    at = 0
    for run in _RUN.finditer(fold(text)):
        pieces += text[at : run.start()]
        at = run.start()
        for word in _tokenizer(None).cut(run[0]):
            pieces.append(text[at : at + len(word)])
            at += len(word)
    return [*pieces, *text[at:]]


def is_word(text: str) -> bool:
    """Say whether a text is one word that Chinese often uses; names of people are not."""
    return fold(text) in _frequent()


@cache
def _frequent() -> frozenset[str]:
    return frozenset(word for word, frequency in frequencies() if frequency >= OFTEN)


@lru_cache(1 << 15)
def _words_of_run(run: str, dictionary: Path | None) -> tuple[str, ...]:
    """Return the words between two marks; kept, since the same runs recur in official texts."""
    terms = _tokenizer(dictionary).cut_for_search(run)
    return tuple(term for term in terms if any(map(str.isalnum, term)))


@cache
def _tokenizer(dictionary: Path | None) -> Tokenizer:
    further = list(further_words(dictionary)) if dictionary else []
    tokenizer: Tokenizer = _module(further).Tokenizer(frequencies())
    known = dict(frequencies()) if any(written is None for _, written in further) else {}
    total = sum(known.values())
    for word, written in further:
        frequency = _suggested(word, known, total, tokenizer) if written is None else written
        total += frequency - known.get(word, 0)
        known[word] = frequency
        tokenizer.add(word, frequency)
    return tokenizer


def _module(further: list[tuple[str, int | None]]) -> Any:
    """Return the module of the tokenizer: rjieba's, unless it is not installed or would cut otherwise.

    It knows no words that are never to be guessed (frequency 0), and joins letters that are words themselves.
    """
    alike = all(frequency != 0 and not (len(word) == 1 and word.isascii()) for word, frequency in further)
    name = "rjieba" if alike and find_spec("rjieba") else "jieba"
    return import_module(f"app.words.{name}_tokenizer")


def _suggested(word: str, known: Mapping[str, int], total: int, tokenizer: Tokenizer) -> int:
    """Return the frequency from which a word is preferred to its parts, as jieba suggests it."""
    share = prod(known.get(part, 1) / total for part in tokenizer.cut_known(word))
    return max(int(share * total) + 1, known.get(word, 1))
