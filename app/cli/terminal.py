"""Print lines, warnings, counts and JSON for commands.

All of it is in the language of the terminal, or in the one that ``--lang`` names.
"""

import json
import os
import sys
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from app.i18n.catalogues import Language, Texts, terminal_language, texts
from app.search.results import Counts

LANG = "--lang"
LANGUAGES = {"zh": Language.CHINESE, "en": Language.ENGLISH}
"""The values of ``--lang``."""


def words() -> Texts:
    """Return the texts in this command's language: the one asked for, else that of the terminal."""
    asked = LANGUAGES.get(language_option(sys.argv[1:]))
    return texts(asked or terminal_language(os.environ))


def language_option(arguments: Sequence[str]) -> str:
    """Return the value of ``--lang`` before the command's name; empty without one.

    It is needed before the arguments are parsed: help and complaints about them are in that language too.
    """
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == LANG:
            return value if equals else "".join(arguments[number + 1 : number + 2])
        if not argument.startswith("-"):
            break
    return ""


def translate_help(command: Any) -> None:
    """Put the help of a command, its parameters and its commands into the language of the terminal."""
    for each in (command, *command.params):
        for name in ("help", "epilog", "show_default"):
            if isinstance(text := getattr(each, name, None), str):
                setattr(each, name, words().gettext(text))
    for each in getattr(command, "commands", {}).values():
        translate_help(each)


def say(line: str = "") -> None:
    """Print a line for the reader of the output."""
    sys.stdout.write(line + "\n")


def warn(line: str) -> None:
    """Print a line for the person at the terminal."""
    sys.stderr.write(f"judou: {line}\n")


def counts_texts(counts: Counts) -> tuple[str, ...]:
    """Return occurrences, where there are any together, paragraphs and articles in words."""
    ngettext = words().ngettext
    return (
        *(
            ()
            if counts.occurrences is None
            else (ngettext("%(n)s occurrence", "%(n)s occurrences", counts.occurrences),)
        ),
        ngettext("%(n)s paragraph", "%(n)s paragraphs", counts.paragraphs),
        ngettext("%(n)s article", "%(n)s articles", counts.articles),
    )


def print_json(value: object) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def display_width(text: str) -> int:
    """Return the columns of a terminal that a text takes up (UAX 11): two for a Chinese character."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return a text with as many spaces as make it ``width`` columns wide, before it with ``right``."""
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def print_table(rows: Sequence[Sequence[str]], left: Collection[int] = (0,)) -> None:
    """Print rows, the heads first, in columns that end alike, as numbers do, but for those that ``left``
    names."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            padded(cell, width, right=n not in left)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        say("  ".join(cells).rstrip())
