"""What the commands print: reports, hits, JSON; a progress bar where somebody is watching."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

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
from app.build.index import BuildProgress
from app.i18n.catalogues import Language
from app.i18n.catalogues import texts as translations
from app.library.hits import ArticleHits
from app.library.queries import Answer, Mode
from app.web.layout.labels import suggestion_label, zero_label

STAGES = {"parse": "parsing", "index": "indexing", "publish": "publishing"}


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
                tasks[stage] = bar.add_task(STAGES.get(stage, stage), total=total or None)
            bar.update(tasks[stage], completed=done)

        yield tell


def print_report(report: BuildReport) -> None:
    """What a build did, and what it had to skip."""
    held = report.generation
    what = f"{report.parsed} parsed, {report.gone} gone" if report.published else "nothing changed"
    say(f"{held.name}: {held.pages} pages, {held.articles} articles, {held.paragraphs} paragraphs ({what})")
    for skipped in report.skipped:
        say(f"skipped {skipped.where}: {skipped.why}")


def print_answer(answer: Answer, mode: Mode | None, texts: int) -> None:
    """Print the lanes that were asked for, and of a zero what the search page tells: its reach among
    ``texts`` texts and what comes nearest."""
    counts, words = answer.exact.counts, translations(Language.ENGLISH)
    if mode != Mode.RELATED:
        say(
            f"exact: {counts.occurrences} occurrences, {counts.paragraphs} paragraphs, "
            f"{counts.articles} articles"
        )
        print_groups(answer.exact.groups)
    if answer.zero:
        say(zero_label(answer.zero, texts, words))
    for kind, some in groupby(answer.suggestions, key=lambda each: each.kind):
        found = ", ".join(f"{each.phrase} ({each.occurrences})" for each in some)
        say(f"{suggestion_label(kind, words)} {found}")
    if answer.related and mode != Mode.EXACT:
        say(f"related: {answer.related.total} paragraphs ({' '.join(answer.related.words)})")
        print_groups(answer.related.groups)


def print_groups(groups: tuple[ArticleHits, ...]) -> None:
    """Hits article by article, what was found in brackets."""
    for group in groups:
        say(f"\n{group.article.label}  [{group.article.id}]")
        for hit in group.hits:
            say(f"  {hit.block.n or hit.block.type}  {_marked(hit.block.text, hit.spans)}  [{hit.block.id}]")
    if groups:
        say()


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
