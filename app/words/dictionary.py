"""The words that a tokenizer knows: jieba's dictionary as texts are folded, and a file of further words."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from app.errors import SettingsError
from app.text import fold

LONGEST_WORD, LONGEST_FREQUENCY = 64, 9
"""Characters and digits in a user dictionary: jieba keeps all beginnings of a word, its length squared."""


def frequencies() -> Iterator[tuple[str, int]]:
    """Yield the folded words of jieba's dictionary, each once, and how often they occur where it is from.

    Spellings that fold to one word are one, as frequent as the commonest: 着名 of 著名. Words come one by
    one: all in a table take 50 MB, which a process does not give back.
    """
    text = _file().read_text(encoding="utf-8")
    spelt = dict(_folded_otherwise(text))
    merged: dict[str, int] = {}
    for spelling, often in spelt.items():
        merged[fold(spelling)] = max(often, merged.get(fold(spelling), 0))
    for line in StringIO(text):
        word, frequency, _ = line.split(" ")
        if word not in spelt:
            yield word, max(int(frequency), merged.pop(word, 0))
    yield from merged.items()


def _folded_otherwise(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words that are spelled otherwise once they are folded, with their frequencies."""
    changing = "".join(char for char in set(text) if not char.isspace() and fold(char) != char)
    for found in re.finditer(f"[{re.escape(changing)}]", text):
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
        word, frequency, _ = text[start:end].split(" ")
        yield word, int(frequency)


def _file() -> Path:
    """Return the dictionary's file, without importing jieba, which takes a fifth of a second."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("dict.txt")


def further_words(file: Path) -> Iterator[tuple[str, int | None]]:
    """Yield the words of a user dictionary, folded, with the frequencies that are written there.

    A line is in jieba's form: a word, optionally its frequency and class. Raises SettingsError for another.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        if len(fields[0]) > LONGEST_WORD:
            shown = f"{fields[0][:12]}…"
            raise SettingsError(
                "dictionary-word-long", file=str(file), line=number, word=shown, most=LONGEST_WORD
            )
        frequency = fields[1] if len(fields) > 1 and not fields[1].isalpha() else None
        if frequency is not None and not (frequency.isdecimal() and len(frequency) <= LONGEST_FREQUENCY):
            shown = frequency if len(frequency) <= LONGEST_WORD else f"{frequency[:12]}…"
            raise SettingsError("dictionary-frequency", file=str(file), line=number, frequency=shown)
        yield fold(fields[0]), int(frequency) if frequency else None
