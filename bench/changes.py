"""What a change costs in a built library: one page more, nothing, and a page that a server watches for."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.config import Settings
from app.library.library import open_snapshot
from bench.processes import Taken, judou, middle
from bench.quantiles import median
from bench.serving import HOST, SETTLED, judou_server, server

ROUNDS = 5
PAGE = "# 新页可见性检验之{mark}\n\n这一页只为测量新增一页多久可见而写，词句为{mark}测速。\n"
MARKS = ("量子蟋蟀", "琥珀罗盘", "珊瑚算盘", "翡翠陀螺", "玛瑙风筝")
A_DAY, PARAGRAPHS = 20, 8
"""Pages of a day, and the paragraphs of each."""
ARTICLE = "\n各地区各部门要结合实际，认真贯彻落实，把各项任务落到实处，让群众看得见、摸得着、得实惠。\n"
ASKED, WAIT = 0.02, 60
"""Seconds between two questions whether a page is seen, and until it is given up."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Medians of several rounds, the most memory of all."""

    one_more: Taken
    nothing: Taken
    seen: float
    """Seconds from a file's closing until a server that watches the folder finds its words; the median."""
    seen_at_most: float


def changes(settings: Settings) -> Changes:
    """Add pages one by one, by builds and beneath a server; all are taken away again."""
    where = ("build", str(settings.seeds), "--index", str(settings.index))
    more, nothing = [], []
    with _pages(settings) as paths:
        for path, mark in zip(paths, MARKS, strict=True):
            path.write_text(PAGE.format(mark=mark), encoding="utf-8")
            more.append(judou(*where))
            _check(settings, mark)
            nothing.append(judou(*where))
    judou(*where)
    with _pages(settings) as paths:
        seen = _seen(settings, paths)
    judou(*where)
    return Changes(middle(more), middle(nothing), median(seen), max(seen))


def day(settings: Settings) -> Taken:
    """Build a day's pages into a library, all at once; they are taken away again."""
    where = ("build", str(settings.seeds), "--index", str(settings.index))
    with _pages(settings, A_DAY) as paths:
        for number, path in enumerate(paths):
            mark = f"{MARKS[number % ROUNDS]}{number}"
            path.write_text(PAGE.format(mark=mark) + ARTICLE * PARAGRAPHS, encoding="utf-8")
        taken = judou(*where)
        _check(settings, MARKS[0])
    judou(*where)
    return taken


@contextmanager
def _pages(settings: Settings, number: int = ROUNDS) -> Iterator[list[Path]]:
    """Name pages to add, which are removed at the end."""
    paths = [settings.seeds / f"judou-bench-new-page-{n}.md" for n in range(number)]
    try:
        yield paths
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _check(settings: Settings, mark: str) -> None:
    """Raise ValueError where a page that was built is not found."""
    with open_snapshot(settings) as snapshot:
        if not snapshot.count([mark])[0].occurrences:
            raise ValueError("the new page was not found")


def _seen(settings: Settings, paths: list[Path]) -> list[float]:
    """Return the seconds until each page is seen."""
    found = []
    with server([*judou_server(settings, "--watch")], "/") as (port, _, _):
        time.sleep(SETTLED)
        for path, mark in zip(paths, MARKS, strict=True):
            path.write_text(PAGE.format(mark=mark), encoding="utf-8")
            closed = time.perf_counter()
            while not _counted(port, mark):
                if time.perf_counter() - closed > WAIT:
                    raise ValueError("the new page was not seen")
                time.sleep(ASKED)
            found.append(time.perf_counter() - closed)
            time.sleep(SETTLED)
    return found


def _counted(port: int, mark: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=WAIT)
    connection.request("GET", f"/api/count?phrase={quote(mark)}")
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return bool(answer[0]["occurrences"])
