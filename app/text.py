"""Fold texts, so that two spellings are the same, and cut them into words.

Folding is one code point to one code point, so an offset in a folded text is the same offset in the text
as displayed. It unifies width, case, traditional and simplified characters (OpenCC's character table,
without phrase context), radicals and compatibility ideographs, quotes, dashes, dots and spaces.
It does not translate regional vocabulary: 軟體 becomes 软体, never 软件.
"""

import re
import sys
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import opencc
from numpy.typing import NDArray

from app.errors import SettingsError

# Forms that a font or an old encoding sets apart, not a meaning: ① and ² stay what they are.
_FORMS = ("<wide>", "<narrow>", "<vertical>", "<small>", "<font>")

# Where OpenCC, Unicode forms or case can change a character; everything else is left out of the table.
_IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_LETTERS = (
    (0x21, 0x3400), (0xA640, 0xAC00), (0xF900, 0x10000), (0x10400, 0x10D70),
    (0x118A0, 0x118E0), (0x16E40, 0x16E80), (0x1D400, 0x1D800), (0x1E900, 0x1E944), (0x2F800, 0x2FA20),
)  # fmt: skip

# Radicals of the CJK supplement that PDF extractors put where the ideograph was printed (⻓ for 长).
# Unicode gives most of them no decomposition.
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺆⺈⺉⺊⺋⺍⺎⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺶⺸⺹⺺⺻⺼⺽"
        "⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻冂刀刂卜㔾小兀尢巳幺彑彐忄㣺扌攵旡月歺母民氵氺灬爫丬牛犭王疋示礻竹糸纟罓罒羊芈耂肀聿肉臼"
        "艹虎衤覀西见角讠贝足车辶邑钅长长长门阜阝雨青韦页风飞食食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
        strict=True,
    )
)

# Each first character stands for the rest of its row.
_ALIKE = (
    "\"'“”„‟‘’‚‛«»‹›「」『』〝〞〟`´",
    "-‐‑‒–—―─━−⸺⸻﹘",
    "~〜～∼",
    "…⋯︙",
    "·•・‧∙⋅",
    (
        " \t\n\r\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u2028\u2029\u202f\u205f\u3000"
    ),
)

# Punctuation by Unicode's classes, but part of what a number or an address says.
_MEANINGFUL = frozenset("%‰&@#§")

# Characters from which a text is folded by arrays, and so many at a time.
LONG = 1 << 18

# Rarer words of jieba's dictionary are names of persons as often as not.
OFTEN = 20
LONGEST_FREQUENCY = 9
"""Digits of a frequency in a user dictionary."""
# What may stand inside a word: jieba looks at nothing beyond the marks around such a run.
_RUN = re.compile(r"[\w+#&.%\-]+")


def fold(text: str) -> str:
    """Return the text with every spelling variant unified; as long as ``text``, and stable under folding."""
    if len(text) < LONG:
        return text.translate(_table())
    return "".join(_fold_piece(text[start : start + LONG]) for start in range(0, len(text), LONG))


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
    return int(_tokenizer(None).FREQ.get(text, 0)) >= OFTEN


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
    table = _table()
    points[list(table)] = list(table.values())
    return points


@cache
def _table() -> dict[int, int]:
    """Return code point → code point for every code point that folding changes."""
    table = {ord(char): ord(row[0]) for row in _ALIKE for char in row[1:]}
    table |= {ord(radical): ord(char) for radical, char in _RADICALS.items()}
    for start, end in _LETTERS:
        for point in range(start, end):
            if (plain := _plain(chr(point))) != chr(point):
                table.setdefault(point, ord(plain))
    table |= _simplified()
    return {point: _settle(point, table) for point in table}


def _plain(char: str) -> str:
    """Return one character without its compatibility form and case; itself where that would be longer."""
    form = unicodedata.decomposition(char)
    if form and (form.startswith(_FORMS) or " " not in form or "⼀" <= char <= "⿕"):
        plain = unicodedata.normalize("NFKC", char)
        char = plain if len(plain) == 1 else char
    for lower in (char.casefold(), char.lower()):
        if len(lower) == 1:
            return lower
    return char


def _simplified() -> dict[int, int]:
    """Return traditional → simplified characters; line breaks keep OpenCC from seeing phrases."""
    points = [point for start, end in _IDEOGRAPHS for point in range(start, end)]
    converted = opencc.OpenCC("t2s").convert("\n".join(map(chr, points))).split("\n")
    pairs = zip(points, converted, strict=True)
    return {point: ord(char) for point, char in pairs if len(char) == 1 and ord(char) != point}


def _settle(point: int, table: dict[int, int]) -> int:
    """Follow the table to its end, so that folding is idempotent."""
    seen = {point}
    while (following := table.get(point, point)) not in seen:
        seen.add(following)
        point = following
    return point


@cache
def _tokenizer(dictionary: Path | None) -> Any:
    """Return a tokenizer, set up here since jieba itself reads and writes a cache in a shared folder.

    jieba is imported when the first words are cut: it may take a fifth of a second of every start.
    """
    tokenizer = import_module("jieba").Tokenizer()
    with tokenizer.get_dict_file() as file:
        fields = file.read().decode("utf-8").split()
    found, times = fields[::3], list(map(int, fields[1::3]))
    # What words begin with stands there too, never used by itself; all at once in half of jieba's own time.
    beginnings = {word[:length] for word in found for length in range(1, len(word))}
    tokenizer.FREQ = dict.fromkeys(beginnings, 0)
    tokenizer.FREQ.update(zip(found, times, strict=True))
    tokenizer.total, tokenizer.initialized = sum(times), True
    if dictionary is not None:
        for number, line in enumerate(dictionary.read_text(encoding="utf-8-sig").splitlines(), start=1):
            _add_word(tokenizer, line.split(), dictionary, number)
    return tokenizer


def _add_word(tokenizer: Any, fields: list[str], file: Path, line: int) -> None:
    """Add one line of a user dictionary, in jieba's form: a word, optionally its frequency and class."""
    if not fields or fields[0].startswith("#"):
        return
    frequency = fields[1] if len(fields) > 1 and not fields[1].isalpha() else None
    if frequency is not None and not (frequency.isdecimal() and len(frequency) <= LONGEST_FREQUENCY):
        raise SettingsError("dictionary-frequency", file=str(file), line=line, frequency=frequency)
    tokenizer.add_word(fold(fields[0]), int(frequency) if frequency else None)
