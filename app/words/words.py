"""Words of texts, for ranking and to tell words from names; they never decide whether a phrase is found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from math import prod
from operator import add
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from app.text import LONG, fold
from app.words.dictionary import jieba_dictionary
from app.words.user_dictionary import further_words

# Rarer words of jieba's dictionary are names of persons as often as not.
OFTEN = 20
_AT_ONCE, _HEADS_AT_ONCE = 200, 5_000
"""Characters, and heads, whose words are taken in together: all at once take 50 MB more for a moment."""
_MOST_HEADS = 100_000
"""Heads that are remembered: with more the whole dictionary takes less."""
# What may stand inside a word: jieba looks at nothing beyond the marks around such a run.
_RUN = re.compile(r"[\w+#&.%\-]+")
END = "\n"
"""Stands behind the words of a run; it is in none."""
_MAKING = Lock()


class Tokenizer(Protocol):
    """What cuts folded text into words; see ``jieba_tokenizer.Tokenizer``."""

    def load(self, words: Mapping[str, int]) -> None:
        """Take in words of the dictionary whose total it was made with."""

    def add(self, word: str, frequency: int) -> None:
        """Add a word to the dictionary, or give it another frequency."""

    def cut(self, run: str) -> list[str]:
        """Return the words of a run."""

    def cut_together(self, runs: Sequence[str], end: str) -> list[str]:
        """Return the words of many runs one after another, with ``end`` behind those of each."""

    def inside(self, word: str) -> list[str]:
        """Return the shorter words of two and three characters in a word."""

    def cut_known(self, run: str) -> list[str]:
        """Return the words of a run, none guessed."""


class Cutter:
    """Cuts by a tokenizer that takes in the words of a head, two characters or one, when a text has it first.

    Words of other heads decide nothing: a text is cut as if the whole dictionary were there. Safe to use from
    several threads.
    """

    def __init__(self, further: Sequence[tuple[str, int | None]]) -> None:
        self._dictionary, self._lock = jieba_dictionary(), Lock()
        self._begun, self._whole = set[str](), False
        self.tokenizer: Tokenizer = _module(further).Tokenizer(self._dictionary.total)
        self._add(further)

    def cut(self, run: str) -> list[str]:
        """Return the words of a run of folded text."""
        with self._lock:
            self._load(run)
            return self.tokenizer.cut(run)

    def cut_together(self, runs: Sequence[str]) -> list[str]:
        """Return the words of many runs one after another, with ``END`` behind those of each."""
        with self._lock:
            if not self._whole:
                self._load("".join(runs))
            return self.tokenizer.cut_together(runs, END)

    def inside(self, word: str) -> list[str]:
        """Return the shorter words of two and three characters in a word."""
        with self._lock:
            self._load(word)
            return self.tokenizer.inside(word)

    def load(self, text: str) -> None:
        """Take in the words of a text; all words where it is long, so that no run of it is asked for more."""
        with self._lock:
            if len(text) < LONG:
                self._load(text)
            elif not self._whole:
                self._load_all()

    def _load_all(self) -> None:
        every = self._dictionary.beginnings()
        for at in range(0, len(every), _AT_ONCE):
            some = self._dictionary.beginning_with(every[at : at + _AT_ONCE])
            self.tokenizer.load({word: n for word, n in some.items() if word[:2] not in self._begun})
        self._whole = True
        self._begun.clear()

    def _load(self, run: str) -> None:
        if self._whole or self._begun.issuperset(heads := {*run, *map(add, run, run[1:])}):
            return
        new = list(heads - self._begun)
        self._begun.update(new)
        for at in range(0, len(new), _HEADS_AT_ONCE):
            self.tokenizer.load(self._dictionary.headed(new[at : at + _HEADS_AT_ONCE]))
        if len(self._begun) > _MOST_HEADS:
            self._load_all()

    def _add(self, further: Iterable[tuple[str, int | None]]) -> None:
        """Add words, each preferred to its parts where its frequency is not given, as jieba suggests it."""
        known, beginning_with = dict[str, int](), cache(self._dictionary.beginning_with)
        total = self._dictionary.total

        def often(word: str, unknown: int) -> int:
            return known[word] if word in known else beginning_with(word[0]).get(word, unknown)

        for word, frequency in further:
            self._load(word)
            if frequency is None:
                share = prod(often(part, 1) / total for part in self.tokenizer.cut_known(word))
                frequency = max(int(share * total) + 1, often(word, 1))
            total += frequency - often(word, 0)
            known[word] = frequency
            self.tokenizer.add(word, frequency)


def words(text: str, dictionary: Path | None = None) -> list[str]:
    """Return the folded words of a text in jieba's search mode: long words and the words inside them.

    ``dictionary`` is a file of further words, one a line, with an optional frequency.
    """
    folded = fold(text)
    found = cut_together(_RUN.findall(folded), dictionary)
    return [part for term in found for part in _with_inside(term, dictionary)]


def words_inside(word: str, dictionary: Path | None = None) -> list[str]:
    """Return the shorter folded words in a word, as jieba's search mode gives them."""
    return list(filter(has_letters, _cutter(dictionary).inside(word)))


def whole_words(text: str, dictionary: Path | None = None) -> list[str]:
    """Return the folded words of a text, each character in one word at most."""
    return [word for _, word in located_words(fold(text), dictionary)]


def located_words(text: str, dictionary: Path | None = None) -> Iterator[tuple[int, str]]:
    """Yield the words of a folded text, each with its offset; each character is in one word at most."""
    for at, terms in cut_runs(text, dictionary):
        for term in terms:
            if has_letters(term):
                yield at, term
            at += len(term)


def cut_runs(text: str, dictionary: Path | None = None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the offset of each run of a folded text between marks, and what it is cut into: words, and
    marks that may stand in words."""
    load_words(text, dictionary)
    for start, run in find_runs(text):
        yield start, _cut(run, dictionary)


def find_runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the runs of a folded text between marks, each with its offset."""
    for run in _RUN.finditer(text):
        yield run.start(), run[0]


def load_words(text: str, dictionary: Path | None = None) -> None:
    """Take in the words of a folded text that is cut piece by piece: nothing is looked for in pieces then."""
    _cutter(dictionary).load(text)


def cut_together(runs: Sequence[str], dictionary: Path | None = None) -> list[str]:
    """Return what many runs are cut into, one after another, with ``END`` behind the words of each."""
    return _cutter(dictionary).cut_together(runs)


def has_letters(term: str) -> bool:
    """Say whether what a tokenizer cuts off is a word, not a mark."""
    return any(map(str.isalnum, term))


def cut_text(text: str) -> list[str]:
    """Return a text cut into its words and the marks between them; joined they are the text."""
    pieces: list[str] = []
    at = 0
    for run in _RUN.finditer(fold(text)):
        pieces += text[at : run.start()]
        at = run.start()
        for word in _cutter(None).cut(run[0]):
            pieces.append(text[at : at + len(word)])
            at += len(word)
    return [*pieces, *text[at:]]


def is_word(text: str) -> bool:
    """Say whether a text is one word that Chinese often uses; names of people are not."""
    return fold(text) in _frequent(fold(text[:1]))


def is_dictionary_word(text: str) -> bool:
    """Say whether a text is a word of jieba's dictionary, however rare."""
    folded = fold(text)
    return folded in jieba_dictionary().beginning_with(folded[:1]) if folded else False


@cache
def _frequent(char: str) -> frozenset[str]:
    """Return the words that begin with a character and that Chinese often uses."""
    found = jieba_dictionary().beginning_with(char).items() if char else ()
    return frozenset(word for word, frequency in found if frequency >= OFTEN)


@lru_cache(1 << 15)
def _cut(run: str, dictionary: Path | None) -> tuple[str, ...]:
    """Return what a run is cut into; kept, since the same runs recur in official texts."""
    return tuple(_cutter(dictionary).cut(run))


@lru_cache(1 << 15)
def _with_inside(term: str, dictionary: Path | None) -> tuple[str, ...]:
    """Return the words inside a word that was cut off, and itself; of a mark nothing."""
    return (*words_inside(term, dictionary), term) if has_letters(term) else ()


@lru_cache(8)
def _cutter(dictionary: Path | None) -> Cutter:
    further = tuple(further_words(dictionary)) if dictionary else ()
    # One at a time: rjieba is imported past its package, and two threads that ask first want the same one.
    with _MAKING:
        return _shared_cutter(further)


# Each generation has a file of its own, mostly with the words of the one before; a cutter is large.
@lru_cache(2)
def _shared_cutter(further: tuple[tuple[str, int | None], ...]) -> Cutter:
    return Cutter(further)


def _module(further: Sequence[tuple[str, int | None]]) -> Any:
    """Return the module of the tokenizer: rjieba's, unless it is not installed or would cut otherwise.

    It knows no words that are never to be guessed (frequency 0), and joins letters that are words themselves.
    """
    alike = all(frequency != 0 and not (len(word) == 1 and word.isascii()) for word, frequency in further)
    name = "rjieba" if alike and find_spec("rjieba") else "jieba"
    return import_module(f"app.words.{name}_tokenizer")
