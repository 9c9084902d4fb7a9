"""``judou count``."""

from importlib import import_module
from typing import Annotated

import typer

from app.cli.options import AsJson, Form, FormOption, Index, Punctuation, PunctuationOption
from app.cli.terminal import counts_texts, print_json, say
from app.config import read_settings
from app.library.library import open_snapshot


def run(
    phrases: Annotated[list[str], typer.Argument(help="Literal phrases.", show_default=False)],
    index: Index = None,
    as_json: AsJson = False,
    punctuation: Punctuation = PunctuationOption.COUNT,
    form: Form = FormOption.FOLDED,
) -> None:
    """Run the command."""
    ignore, strict = punctuation == PunctuationOption.IGNORE, form == FormOption.STRICT
    with open_snapshot(read_settings(index=index)) as snapshot:
        counted = snapshot.count(phrases, ignore_punctuation=ignore, strict=strict)
    if as_json:
        print_json(import_module("app.answers.search").Counts.of(phrases, counted).model_dump())
        return
    for phrase, counts in zip(phrases, counted, strict=True):
        say("\t".join((phrase, *counts_texts(counts))))
