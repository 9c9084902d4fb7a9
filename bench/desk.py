"""The pages of the research desk beside our result page; ``python -m bench.desk INDEX`` measures an index.

Each kind of page is asked for by an application of its own, so that no page finds ready what another has
worked out; each phrase once.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from fastapi.testclient import TestClient

from app.config import Settings
from app.library.library import Library
from app.main import create_app
from app.text import close_up, fold
from bench.corpus import open_index
from bench.phrases import SEED, sample
from bench.quantiles import median, p95

MOST = 20_000
"""Occurrences up to which a phrase is one of the many; the common one is measured by itself."""
COMMON = ("人民", "管理", "规定", "部门", "应当", "条例")
"""Phrases that occur 50,000 to 110,000 times in the laws."""
PHRASES, SETTLED = 60, 5
LINES, SIX = 50, 6
MILLI = 1000

INTRODUCTION = """{phrases} phrases of 1 to 20 characters that occur up to 20,000 times, each asked
for once; and 人民, which occurs {common:,} times (`/trends` of 人民、管理、规定、部门、
应当、条例). Milliseconds of the processor, in brackets by the clock, of whole pages or answers, `/search`
with its facets beside them in the same run. The 50 lines stand anywhere in the list.
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """What pages of one kind took, in seconds of the processor and by the clock; the common one alone."""

    name: str
    processor: tuple[float, ...]
    clock: tuple[float, ...]
    common: tuple[float, float]


def desk_pages(settings: Settings, phrases: Sequence[str], counts: Sequence[int]) -> list[Timed]:
    """Ask for each kind of page of each phrase; ``counts`` are the occurrences of the phrases."""
    rng = random.Random(SEED)
    six = [rng.sample(list(phrases), SIX) for _ in phrases]
    common = _counts(settings, COMMON)
    found = []
    for name, path, params in _kinds():
        lists = six if path == "/trends" else [[each] for each in phrases]
        sizes = [0] * len(phrases) if path == "/trends" else counts
        asked = [_address(rng, path, own, params, n) for own, n in zip(lists, sizes, strict=True)]
        many = [*COMMON] if path == "/trends" else [COMMON[0]]
        at_last = _address(rng, path, many, params, common[0])
        found.append(_timed(settings, name, asked, at_last))
        print(_row(found[-1], found[0]), flush=True)
    for name, asked in _of_articles(settings, rng, len(phrases)):
        # The longest article stands last, and is what is asked for alone.
        found.append(_timed(settings, name, asked[:-1], asked[-1]))
        print(_row(found[-1], found[0]), flush=True)
    return found


def _of_articles(settings: Settings, rng: random.Random, number: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the pages about what articles share, of so many of them and of the longest one."""
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        listed = client.get("/api/articles", params={"limit": 1, "sort": "length"}).json()
        longest = listed["articles"][0]["id"]
        places = [rng.randrange(listed["total"]) for _ in range(number)]
        found = [client.get("/api/articles", params={"limit": 1, "offset": place}).json() for place in places]
    ids = [*(each["articles"][0]["id"] for each in found), longest]
    yield "`/articles/{id}/parallels`", [f"/articles/{each}/parallels" for each in ids]
    pairs = zip(ids, [ids[-2], *ids[:-1]], strict=True)
    yield "`/compare`", [f"/compare?a={one}&b={other}" for one, other in pairs]


def section(timed: Sequence[Timed], phrases: int, common: int) -> str:
    """Return the measurement as a section of the report."""
    head = ["page", "median", "p95", "p95 × `/search`", "人民"]
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *(_row(each, timed[0]) for each in timed)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in lines)
    told = INTRODUCTION.format(phrases=phrases, common=common)
    return f"## The research desk\n\n{told}\n{table}\n"


def _kinds() -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "`/search`", "/search", {}
    for sort in ("right", "left", "place", "date"):
        yield f"50 lines by {sort}", "/api/concordance", {"sort": sort}
    yield "strings beside it", "/api/concordance", {"show": "neighbours"}
    yield "words near it", "/api/concordance", {"show": "collocates"}
    yield "`/concordance`, all three", "/concordance", {}
    yield "`/trends` of six", "/trends", {}


def _address(
    rng: random.Random, path: str, queries: Sequence[str], params: dict[str, str], count: int
) -> str:
    """Return the address of a page; of lines one anywhere in the list."""
    page = {"p": str(rng.randint(1, -(-count // LINES)))} if "sort" in params and count else {}
    return f"{path}?{urlencode([*(('q', f'“{each}”') for each in queries), *params.items(), *page.items()])}"


def _timed(settings: Settings, name: str, asked: Sequence[str], common: str) -> Timed:
    # A new application for each kind, which so finds nothing ready.
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        time.sleep(SETTLED)
        _seconds(client, asked[0].replace("p=", "offset="))
        for warming in asked[-2:]:
            _seconds(client, warming)
        of_common = _seconds(client, common)
        pages = [_seconds(client, each) for each in asked]
    processor, clock = zip(*pages, strict=True)
    return Timed(name, processor, clock, of_common)


def _seconds(client: TestClient, address: str) -> tuple[float, float]:
    processor, clock = time.process_time(), time.perf_counter()
    answer = client.get(address)
    taken = time.process_time() - processor, time.perf_counter() - clock
    if answer.status_code != 200:
        raise ValueError(f"{address} answers {answer.status_code}")
    return taken


def _row(timed: Timed, search: Timed) -> list[str]:
    def both(processor: float, clock: float) -> str:
        return f"{processor * MILLI:.1f} ({clock * MILLI:.1f})"

    return [
        timed.name,
        both(median(timed.processor), median(timed.clock)),
        both(p95(timed.processor), p95(timed.clock)),
        f"{p95(timed.processor) / p95(search.processor):.1f}",
        both(*timed.common),
    ]


def _counts(settings: Settings, phrases: Sequence[str]) -> list[int]:
    with open_index(settings) as index:
        return [each.at_least for each in index.exact.count(list(phrases))]


def measured(settings: Settings, folded: Sequence[str]) -> str:
    """Measure a built library, whose texts are ``folded``; return the section of the report."""
    with open_index(settings) as index:
        drawn = sample(folded, index.exact, 2 * PHRASES)
    counted = zip(drawn, _counts(settings, drawn), strict=True)
    few = [(phrase, count) for phrase, count in counted if count <= MOST][::2][:PHRASES]
    phrases, counts = zip(*few, strict=True)
    timed = desk_pages(settings, phrases, counts)
    return section(timed, len(phrases), _counts(settings, COMMON[:1])[0])


def main() -> None:
    """Measure the library of an index folder and print the section."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("index", type=Path, help="the folder of a built index")
    settings = Settings(index=parser.parse_args().index)
    library = Library(settings)
    with library.snapshot() as snapshot:
        folded = [
            close_up(fold(block.text)) for article in snapshot.index_articles() for block in article.blocks
        ]
    library.close()
    print(measured(settings, folded))


if __name__ == "__main__":
    main()
