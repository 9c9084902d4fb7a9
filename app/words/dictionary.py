"""The words that a tokenizer knows: jieba's dictionary as texts are folded, and a file of further words."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from app.errors import SettingsError
from app.text import fold

LONGEST_WORD, LONGEST_FREQUENCY = 64, 9
"""Characters and digits in a user dictionary: jieba keeps all beginnings of a word, its length squared."""


def frequencies() -> dict[str, int]:
    """Return how often each folded word of jieba's dictionary occurs in the corpus behind it.

    Spellings that fold to one word are one, as frequent as the commonest: 着名 of 著名.
    """
    fields = _file().read_text(encoding="utf-8").split()
    found: dict[str, int] = {}
    for word, often in zip(fold("\0".join(fields[::3])).split("\0"), map(int, fields[1::3]), strict=True):
        if often > found.get(word, 0):
            found[word] = often
    return found


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
