"""Print for commands: reports, hits, JSON; a progress bar where somebody is watching.

All of it is in the language of the terminal, or in the one that ``--lang`` names.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from app.build.build import BuildReport
from app.build.write_generation import BuildProgress
from app.i18n.catalogues import Language, Texts, terminal_language, texts
from app.library.hits import ArticleHits, BlockHit
from app.library.queries import Mode, Query, SearchAnswer
from app.search.contract import Counts, WordCount
from app.search.highlight import printed_wordings
from app.web.layout.labels import reading_label, suggestion_label, zero_label

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
    """A line for the reader of the output."""
    sys.stdout.write(line + "\n")


def warn(line: str) -> None:
    """A line for the person at the terminal."""
    sys.stderr.write(f"judou: {line}\n")


class Rate(ProgressColumn):
    """Items a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


@contextmanager
def progress_bar() -> Iterator[BuildProgress]:
    """A bar on the terminal with rate and time to go, told by what the block is given."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_stage(stage), total=total or None)
            bar.update(tasks[stage], completed=done)

        yield tell


def _stage(name: str) -> str:
    names = {
        "parse": words().gettext("parsing"),
        "index": words().gettext("indexing"),
        "publish": words().gettext("publishing"),
    }
    return names.get(name, name)


def print_report(report: BuildReport) -> None:
    """Print the result of a build and the files it skipped."""
    held = report.generation
    gettext = words().gettext
    say(
        gettext(
            "%(name)s: %(pages)s pages, %(articles)s articles, %(paragraphs)s paragraphs (%(what)s)",
            name=held.name,
            pages=held.pages,
            articles=held.articles,
            paragraphs=held.paragraphs,
            what=gettext("%(parsed)s parsed, %(gone)s gone", parsed=report.parsed, gone=report.gone)
            if report.published
            else gettext("nothing changed"),
        )
    )
    for noted in report.noted:
        say(gettext("noted %(file)s: %(what)s", file=noted.where, what=words().message(noted.why)))
    for skipped in report.skipped:
        say(gettext("skipped %(file)s: %(why)s", file=skipped.where, why=words().message(skipped.why)))


def counts_texts(counts: Counts) -> tuple[str, ...]:
    """Return occurrences, where there are any together, paragraphs and articles in words."""
    times = words().gettext("%(number)s occurrences", number=counts.times)
    return (
        *(() if counts.occurrences is None else (times,)),
        words().gettext("%(number)s paragraphs", number=counts.paragraphs),
        words().gettext("%(number)s articles", number=counts.articles),
    )


def print_answer(answer: SearchAnswer, query: Query, mode: Mode | None, searched: int) -> None:
    """Print the lanes that were asked for, and of a zero what the search page tells: what else there is,
    its reach among the texts ``searched``, and what comes nearest."""
    if mode != Mode.RELATED:
        say(words().gettext("exact: %(counts)s", counts=_counts(answer.exact.counts, answer.exact.words)))
        print_groups(answer.exact.groups, strict=query.request.strict)
    for reading in answer.readings:
        say(f"{reading_label(reading.change, words())} {_counts(reading.counts, reading.words)}")
    if answer.zero:
        say(zero_label(answer.zero, query.request, searched, words()))
    for kind, some in groupby(answer.suggestions, key=lambda each: each.kind):
        found = words().listed(f"{each.phrase} ({each.occurrences})" for each in some)
        say(f"{suggestion_label(kind, words())} {found}")
    if answer.related and mode != Mode.EXACT:
        say(
            words().gettext(
                "related: %(number)s paragraphs (%(words)s)",
                number=answer.related.total,
                words=" ".join(answer.related.words),
            )
        )
        print_groups(answer.related.groups)


def _counts(counts: Counts, each: tuple[WordCount, ...]) -> str:
    """Return counts in words; of several words what each of them has, too."""
    told = words().listed(counts_texts(counts))
    apart = words().listed(f"{word.phrase} {word.occurrences}" for word in each)
    return f"{told} ({apart})" if each else told


def print_groups(groups: tuple[ArticleHits, ...], *, strict: bool = False) -> None:
    """Hits article by article, what was found in brackets and, where its form in print counts, by itself."""
    for group in groups:
        found = group.match and words().gettext("%(number)s paragraphs", number=len(group.match.matching))
        say("  ".join(part for part in (f"\n{group.article.label}", f"[{group.article.id}]", found) if part))
        for hit in group.hits:
            say("  ".join(("", *_hit_parts(hit, strict=strict))))
    if groups:
        say()


def _hit_parts(hit: BlockHit, *, strict: bool) -> Iterator[str]:
    yield str(hit.block.n or hit.block.type)
    yield _marked(hit.block.text, hit.spans)
    if strict:
        found = words().listed(printed_wordings(hit.block.text, hit.spans))
        yield words().gettext("printed: %(wordings)s", wordings=found)
    yield f"[{hit.block.id}]"


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with what was found in brackets; overlapping spans are one."""
    inside = [False] * (len(text) + 1)
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
    marks = zip([False, *inside], inside, [*text, ""], strict=False)
    return "".join(("" if was == now else "【" if now else "】") + char for was, now, char in marks)


def print_json(value: object) -> None:
    """A value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
