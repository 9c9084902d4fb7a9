"""Options that several commands take, and the exit codes.

0 done · 1 problems found (``check``, ``export``, ``build --strict``) · 2 wrong usage or input ·
3 the index is missing or damaged · 4 the index is being built, cannot be written or does not answer, or a
build was refused.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FOUND, INPUT, INDEX, WRITE, INTERRUPTED = 1, 2, 3, 4, 130

Seeds = Annotated[
    Path | None, typer.Argument(help="Folder of the source pages; never written.", show_default="seeds")
]
Index = Annotated[
    Path | None, typer.Option("--index", help="Folder of everything derived.", show_default="index")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class PunctuationOption(StrEnum):
    """What ``--punctuation`` can be."""

    COUNT = "count"
    IGNORE = "ignore"


class FormOption(StrEnum):
    """What ``--form`` can be."""

    FOLDED = "folded"
    STRICT = "strict"


Punctuation = Annotated[
    PunctuationOption, typer.Option("--punctuation", help="Whether punctuation in texts is passed over.")
]
Form = Annotated[
    FormOption, typer.Option("--form", help="strict: find characters only in the form that is typed.")
]


class PrintedLanguage(StrEnum):
    """The values of ``--lang``."""

    CHINESE = "zh"
    ENGLISH = "en"
