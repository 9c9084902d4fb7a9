"""Print the answers of the desk: models of the API as JSON or CSV, counts as a search tells them."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Protocol

from app.cli.terminal import counts_texts, print_json, say, words
from app.config import Settings
from app.csv_lines import csv_lines
from app.library.queries import Mode, Query, answer
from app.library.snapshot import Snapshot
from app.web.core.urls import Links


class TableAnswer(Protocol):
    """An answer of the API that is a table, too."""

    def model_dump(self) -> dict[str, Any]:
        """Return the answer as JSON has it."""

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows of its table, the names of the columns first."""


def print_as(found: TableAnswer, *, as_csv: bool) -> None:
    """Print an answer as CSV, line by line, or as JSON."""
    if as_csv:
        sys.stdout.writelines(csv_lines(found.rows()))
    else:
        print_json(found.model_dump())


def paragraph_url(settings: Settings) -> Callable[[str], str]:
    """Return what makes a permalink of the id of a paragraph."""
    links = Links(settings.root_path.rstrip("/"), settings.origin)
    return lambda block: links.absolute(links.paragraph(block))


def print_counts(snapshot: Snapshot, query: Query) -> None:
    """Print how often a query occurs; of a zero what was searched and what comes nearest."""
    found = answer(snapshot, query, Mode.EXACT)
    if found.zero:
        import_module("app.cli.answers").print_answer(found, query, Mode.EXACT, snapshot.generation.blocks)
    else:
        say(f"{query.text}  {words().listed(counts_texts(found.exact.counts))}")


def say_more(number: int) -> None:
    """Say how many rows are not printed, if any."""
    if number > 0:
        say(words().gettext("%(number)s more; --limit says how many are printed", number=number))


def print_recipe(snapshot: Snapshot, *how: str) -> None:
    """Print what was counted, how, and in which state of the library, so that it can be done again."""
    held, texts = snapshot.generation, words()
    counted = texts.library_size(held.articles, held.characters)
    say()
    say(" · ".join((counted, *how, texts.gettext("data %(name)s", name=held.name))))
