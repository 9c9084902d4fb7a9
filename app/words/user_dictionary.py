"""The words that a library adds to jieba's: a file of its seeds, read within bounds."""

from collections.abc import Iterator
from pathlib import Path

from app.errors import SettingsError, UnreadableError
from app.seed_files import is_there, read_seed_file
from app.text import fold

LONGEST_WORD, LONGEST_FREQUENCY = 64, 9
"""Characters and digits: jieba keeps all beginnings of a word, its length squared."""
MOST_BYTES = 5_000_000
"""As many as jieba's own has: 25,000 of the longest words, 380,000 of four characters."""


def read_dictionary(file: Path, root: Path) -> bytes:
    """Return the bytes of a user dictionary below ``root``, every line of which is one of a dictionary.

    Raises UnreadableError where it cannot be taken, and SettingsError where a line is wrong.
    """
    try:
        data = read_seed_file(file, root, MOST_BYTES)
        text = data.decode("utf-8-sig")
    except UnreadableError as error:
        if error.message.code != "file-too-large":
            raise
        # No setting governs its size.
        limit = f"{MOST_BYTES / 1e6:g} MB"
        raise UnreadableError("dictionary-too-large", where=(file.name,), limit=limit) from error
    except UnicodeDecodeError as error:
        raise UnreadableError("dictionary-not-utf8", where=(file.name,)) from error
    for _ in _words(text, file.name):
        pass
    return data


def dictionary_of(file: Path | None) -> bytes:
    """Return the bytes of a library's user dictionary; none where it has none."""
    return read_dictionary(file, file.parent) if file and is_there(file) else b""


def further_words(file: Path) -> Iterator[tuple[str, int | None]]:
    """Yield the words of a user dictionary, folded, with the frequencies that are written there.

    A line is in jieba's form: a word, optionally its frequency and class. Raises SettingsError for another.
    """
    return _words(file.read_text(encoding="utf-8-sig"), str(file))


def _words(text: str, name: str) -> Iterator[tuple[str, int | None]]:
    for number, line in enumerate(text.splitlines(), start=1):
        fields = line.split(maxsplit=2)
        if not fields or fields[0].startswith("#"):
            continue
        if len(fields[0]) > LONGEST_WORD:
            shown = f"{fields[0][:12]}…"
            raise SettingsError("dictionary-word-long", file=name, line=number, word=shown, most=LONGEST_WORD)
        frequency = fields[1] if len(fields) > 1 and not fields[1].isalpha() else None
        if frequency is not None and not (frequency.isdecimal() and len(frequency) <= LONGEST_FREQUENCY):
            shown = frequency if len(frequency) <= LONGEST_WORD else f"{frequency[:12]}…"
            raise SettingsError("dictionary-frequency", file=name, line=number, frequency=shown)
        yield fold(fields[0]), int(frequency) if frequency else None
