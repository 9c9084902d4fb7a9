"""Options that several commands take, how plain values are read, and the exit codes.

0 done · 1 problems found (``check``, ``export``, ``build --strict``) · 2 wrong usage or input ·
3 the index is missing or damaged · 4 the index is being built, cannot be written or does not answer, or a
build was refused.
"""

import os
from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

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


class PlainValue:
    """Reads what is plainly right by itself; typer loads pydantic for any value, a tenth of a second.

    Whatever else there is, and what to say of it, is left to typer.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter. Raises typer's error where it is none."""
        annotation = param.type_descriptor.annotation
        if value is None and not getattr(param, "multiple", False) and param.nargs >= 0:
            return None
        if annotation == list[str] and isinstance(value, tuple | list):
            return list(value)
        if annotation is str and isinstance(value, str):
            return value
        if annotation is Path and isinstance(value, str) and os.access(value, os.R_OK):
            return Path(value)
        if isinstance(annotation, type) and issubclass(annotation, Enum) and isinstance(value, annotation):
            return value
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


class _PlainValues:
    """Has the plain values of a command's parameters read without pydantic."""

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters, that of help among them."""
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param._runtime_param = PlainValue()
        return params


class PlainCommand(_PlainValues, TyperCommand):
    """A command whose plain values are read at once."""


class PlainGroup(_PlainValues, TyperGroup):
    """Commands, and options before them, whose plain values are read at once."""
