"""Fold texts, so that two spellings are the same, and cut them into words.

Folding is one code point to one code point, so an offset in a folded text is the same offset in the text
as displayed. It unifies width, case, the characters of mainland China, Taiwan and Hong Kong (without phrase
context), variants, radicals and compatibility ideographs, quotes, dashes, dots and spaces.
It does not translate regional vocabulary: 軟體 becomes 软体, never 软件.

What changes lengths is no part of it: letters are composed before they are stored or asked for (``compose``),
and spaces between Chinese and Latin are dropped from what is indexed (``close_up``).
"""

import re
import sys
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import SettingsError
from app.folding import original_table, table

# Punctuation by Unicode's classes, but part of what a number or an address says.
_MEANINGFUL = frozenset("%‰&@#§")

_COMBINED = re.compile(r".[\u0300-\u036f\u3099\u309a]+|[\u1100-\u11ff]{2,}", re.DOTALL)

# A space between these, in either order, says nothing: Chinese, and what stands in it as a foreign word.
_CHINESE = "\u3005\u3007\u3400-\u9fff\U00020000-\U000323af"
_FOREIGN = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u052f%‰°℃$€£¥+"
_SET_APART = re.compile(f"[{_CHINESE}][{_FOREIGN}]|[{_FOREIGN}][{_CHINESE}]")
_SPACES = re.compile(" +")

# Characters from which a text is folded by arrays, and so many at a time.
LONG = 1 << 18

# Rarer words of jieba's dictionary are names of persons as often as not.
OFTEN = 20
LONGEST_WORD, LONGEST_FREQUENCY = 64, 9
"""Characters and digits in a user dictionary: jieba keeps all beginnings of a word, its length squared."""
# What may stand inside a word: jieba looks at nothing beyond the marks around such a run.
_RUN = re.compile(r"[\w+#&.%\-]+")


def fold(text: str) -> str:
    """Return the text with every spelling variant unified; as long as ``text``, and stable under folding."""
    if len(text) < LONG:
        return text.translate(table())
    return "".join(_fold_piece(text[start : start + LONG]) for start in range(0, len(text), LONG))


def simplify(text: str) -> str:
    """Return the text in the simplified, narrow and small forms that the parser's patterns are written in.

    Other than `fold` it takes no two simplified characters for one: 链 stays apart from 炼.
    """
    return text.translate(original_table())


def compose(text: str) -> str:
    """Return the text with letters, kana and hangul of several code points composed where Unicode can (NFC).

    Nothing else is normalized: what is printed stays what it is.
    """
    return _COMBINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def typographic_spaces(folded: str) -> list[int]:
    """Return the offsets of the spaces between Chinese and Latin or digits, which are no part of a wording:
    2023 年 GDP 增长 and 2023年GDP增长 are one."""
    return [
        at
        for found in _SPACES.finditer(folded)
        if _SET_APART.fullmatch(folded[max(0, found.start() - 1)] + folded[found.end() : found.end() + 1])
        for at in range(*found.span())
    ]


def close_up(folded: str) -> str:
    """Return the text without typographic spaces."""
    if " " not in folded:
        return folded
    dropped = set(typographic_spaces(folded))
    return "".join(char for at, char in enumerate(folded) if at not in dropped)


def is_closed_up(before: str, after: str) -> bool:
    """Say whether spaces between two characters are typography."""
    return bool(_SET_APART.fullmatch(fold(before + after)))


def _fold_piece(text: str) -> str:
    """Fold by arrays, which takes a tenth of the time where there is much to fold."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return _points()[points].tobytes().decode("utf-32-le", "surrogatepass")


def is_punctuation(char: str) -> bool:
    """Say whether a folded character is ignored with punctuation: marks, spaces, control characters."""
    return unicodedata.category(char)[0] in "PZC" and char not in _MEANINGFUL or char == "~"


def strip_punctuation(folded: str) -> tuple[str, list[int]]:
    """Return the text without punctuation and spaces, and the offset in ``folded`` of each kept character."""
    positions = [i for i, char in enumerate(folded) if not is_punctuation(char)]
    return "".join(folded[i] for i in positions), positions


def words(text: str, dictionary: Path | None = None) -> list[str]:
    """Return the folded words of a text in jieba's search mode: long words and the words inside them.

    ``dictionary`` is a file of further words, one a line, with an optional frequency. jieba's own
    dictionary is loaded at the first call, not before.
    """
    return [word for run in _RUN.findall(fold(text)) for word in _words_of_run(run, dictionary)]


def is_word(text: str) -> bool:
    """Say whether a text is one word that Chinese often uses; names of people are not."""
    return int(_tokenizer(None).FREQ.get(fold(text), 0)) >= OFTEN


def whole_words(text: str, dictionary: Path | None = None) -> list[str]:
    """Return the folded words of a text, each character in one word at most."""
    terms = _tokenizer(dictionary).cut(fold(text))
    return [term for term in terms if any(char.isalnum() for char in term)]


@lru_cache(1 << 17)
def _words_of_run(run: str, dictionary: Path | None) -> tuple[str, ...]:
    """Return the words between two marks; kept, since the same runs recur in official texts."""
    terms = _tokenizer(dictionary).cut_for_search(run)
    return tuple(term for term in terms if any(char.isalnum() for char in term))


@cache
def _points() -> NDArray[np.uint32]:
    """Return the folding table as an array over every code point there is."""
    points = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    changed = table()
    points[list(changed)] = list(changed.values())
    return points


@cache
def _tokenizer(dictionary: Path | None) -> Any:
    """Return a tokenizer, set up here since jieba itself reads and writes a cache in a shared folder.

    jieba is imported when the first words are cut: it may take a fifth of a second of every start.
    """
    tokenizer = import_module("jieba").Tokenizer()
    with tokenizer.get_dict_file() as file:
        fields = file.read().decode("utf-8").split()
    spelt, times = fields[::3], list(map(int, fields[1::3]))
    found = fold("\0".join(spelt)).split("\0")
    # What words begin with stands there too, never used by itself; all at once in half of jieba's own time.
    beginnings = {word[:length] for word in found for length in range(1, len(word))}
    tokenizer.FREQ = dict.fromkeys(beginnings, 0)
    tokenizer.FREQ.update(zip(spelt, times, strict=True))
    # Spellings that fold to one word are one, as frequent as the commonest: 着名 of 著名.
    for typed, word, often in zip(spelt, found, times, strict=True):
        if typed != word:
            tokenizer.FREQ[word] = max(often, tokenizer.FREQ.get(word, 0))
    tokenizer.total, tokenizer.initialized = sum(times), True
    if dictionary is not None:
        for number, line in enumerate(dictionary.read_text(encoding="utf-8-sig").splitlines(), start=1):
            _add_word(tokenizer, line.split(), dictionary, number)
    return tokenizer


def _add_word(tokenizer: Any, fields: list[str], file: Path, line: int) -> None:
    """Add one line of a user dictionary, in jieba's form: a word, optionally its frequency and class."""
    if not fields or fields[0].startswith("#"):
        return
    if len(fields[0]) > LONGEST_WORD:
        shown = f"{fields[0][:12]}…"
        raise SettingsError("dictionary-word-long", file=str(file), line=line, word=shown, most=LONGEST_WORD)
    frequency = fields[1] if len(fields) > 1 and not fields[1].isalpha() else None
    if frequency is not None and not (frequency.isdecimal() and len(frequency) <= LONGEST_FREQUENCY):
        shown = frequency if len(frequency) <= LONGEST_WORD else f"{frequency[:12]}…"
        raise SettingsError("dictionary-frequency", file=str(file), line=line, frequency=shown)
    tokenizer.add_word(fold(fields[0]), int(frequency) if frequency else None)
