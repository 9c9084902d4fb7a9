"""``judou check``."""

from typing import Annotated

import typer

from app.cli.options import FOUND, Index
from app.cli.terminal import say, warn, words
from app.config import read_settings
from app.library.library import open_snapshot
from app.library.recall_check import Miss, Scan, recall
from app.library.snapshot import Snapshot
from app.messages import Message

SAMPLES = 500


def run(
    index: Index = None,
    samples: Annotated[int, typer.Option("--samples", min=1, help="Random substrings counted.")] = SAMPLES,
) -> None:
    """Run the command."""
    with open_snapshot(read_settings(index=index), in_full=True) as snapshot:
        say(words().gettext("%(name)s: every file is as it was built", name=snapshot.generation.name))
        problems = _problems(snapshot, samples)
    for problem in problems:
        warn(words().message(problem))
    if problems:
        raise typer.Exit(FOUND)


def _problems(snapshot: Snapshot, samples: int) -> list[Message]:
    scan = Scan(snapshot.index_articles())
    held = snapshot.generation
    problems = []
    if scan.blocks != held.blocks:
        problems.append(Message("store-differs", {"stored": scan.blocks, "built": held.blocks}))
    misses = recall(snapshot.count, scan, samples)
    say(
        words().gettext(
            "%(samples)s random substrings counted in %(texts)s texts: %(wrong)s wrong",
            samples=samples,
            texts=scan.blocks,
            wrong=len(misses),
        )
    )
    return problems + [_miscounted(miss) for miss in misses]


def _miscounted(miss: Miss) -> Message:
    found, there = miss.answered.at_least, miss.scanned.at_least
    return Message("phrase-miscounted", {"phrase": miss.phrase, "found": found, "there": there})
