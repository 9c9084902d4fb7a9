"""The pages of the research desk beside our result page; ``python -m bench.desk INDEX`` measures an index.

Each kind of page is asked for by an application of its own, so that no page finds ready what another has
worked out; each phrase once.
"""

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

from app.config import Settings
from app.library.library import Library
from app.main import create_app
from app.text import close_up, fold
from bench.corpus import open_index, sentences_of
from bench.desk_memory import Ask, Memory, memory
from bench.desk_section import Aim, Timed, row, section
from bench.phrases import SEED, sample

MOST = 20_000
"""Occurrences up to which a phrase is one of the many; the common one is measured by itself."""
COMMON = ("人民", "管理", "规定", "部门", "应当", "条例")
"""Phrases that occur 50,000 to 110,000 times in the laws."""
PHRASES, SETTLED = 60, 5
OTHERWISE = ({"mode": "related"}, {"punctuation": "ignore"})
"""Searches that load what others do without."""
LINES, SIX = 50, 6
_LINES, _LEFT = Aim(times=2, common=0.03), Aim(times=3, common=0.08)
KINDS: tuple[tuple[str, str, dict[str, str], Aim], ...] = (
    ("`/search`", "/search", {}, Aim()),
    ("50 lines by right", "/api/concordance", {"sort": "right"}, _LINES),
    ("50 lines by left", "/api/concordance", {"sort": "left"}, _LEFT),
    ("50 lines by place", "/api/concordance", {"sort": "place"}, _LINES),
    ("50 lines by date", "/api/concordance", {"sort": "date"}, _LINES),
    ("strings beside it", "/api/concordance", {"show": "neighbours"}, Aim(seconds=0.15, common=0.4)),
    ("words near it", "/api/concordance", {"show": "collocates"}, Aim(seconds=0.15, common=0.25)),
    ("`/concordance`, all three", "/concordance", {}, Aim()),
)
"""What is asked for of a phrase: name, path, parameters, what is aimed at."""

_QUOTABLE = re.compile(r'[^“”‘’"「」『』]{12,60}')
"""A sentence that is quoted."""
DRAFT = 1_000
"""Quotations of a draft, in sentences that have one changed character each."""


class Kind(NamedTuple):
    """Pages or answers of one kind: what is asked for once each, and of the common one alone."""

    name: str
    asked: Sequence[Ask]
    common: Ask
    aim: Aim = Aim()


def desk_kinds(settings: Settings, phrases: Sequence[str], folded: Sequence[str]) -> list[Kind]:
    """Return each kind of page, of each phrase and of as many articles, formulations and sentences."""
    rng = random.Random(SEED)
    return [
        *_of_phrases(settings, rng, phrases),
        *_of_articles(settings, rng, len(phrases)),
        _of_formulations(settings, rng, len(phrases)),
        _of_quotations(rng, folded, len(phrases)),
    ]


def desk_pages(settings: Settings, kinds: Sequence[Kind]) -> list[Timed]:
    """Ask for all pages of each kind."""
    found: list[Timed] = []
    for kind in kinds:
        found.append(_timed(settings, kind))
        print(row(found[-1], found[0]), flush=True)
    return found


def desk_memory(settings: Settings, phrases: Sequence[str], kinds: Sequence[Kind]) -> Memory:
    """Return what all kinds of pages add to a worker that has answered searches of ``phrases``, and of what
    is most common."""
    searches = [Ask(_plain("/search", [each], {})) for each in (*phrases, *COMMON)]
    searches += [Ask(_plain("/search", COMMON, params)) for params in OTHERWISE]
    *pages, quotations = kinds
    asked = [each for kind in pages for each in (*kind.asked, kind.common)]
    return memory(settings, searches, [*asked, *quotations.asked], quotations.common)


def _of_phrases(settings: Settings, rng: random.Random, phrases: Sequence[str]) -> Iterator[Kind]:
    counts, (common, *_) = _counts(settings, phrases), _counts(settings, COMMON)
    for name, path, params, aim in KINDS:
        asked = [Ask(_address(rng, path, [each], params, n)) for each, n in zip(phrases, counts, strict=True)]
        yield Kind(name, asked, Ask(_address(rng, path, COMMON[:1], params, common)), aim)
    six = [Ask(_address(rng, "/trends", rng.sample(list(phrases), SIX), {}, 0)) for _ in phrases]
    aim = Aim(seconds=0.1, common=0.2)
    yield Kind("`/trends` of six", six, Ask(_address(rng, "/trends", COMMON, {}, 0)), aim)


def _of_articles(settings: Settings, rng: random.Random, number: int) -> Iterator[Kind]:
    """Yield the pages about what articles share, of so many of them and of the longest one."""
    with _client(settings) as client:
        listed = client.get("/api/articles", params={"limit": 1, "sort": "length"}).json()
        longest = listed["articles"][0]["id"]
        places = [rng.randrange(listed["total"]) for _ in range(number)]
        found = [client.get("/api/articles", params={"limit": 1, "offset": place}).json() for place in places]
    ids = [*(each["articles"][0]["id"] for each in found), longest]
    aim = Aim(times=3, common=0.2)
    pages = [Ask(f"/articles/{each}/parallels") for each in ids]
    yield Kind("`/articles/{id}/parallels`", pages[:-1], pages[-1], aim)
    pairs = zip(ids, [ids[-2], *ids[:-1]], strict=True)
    pages = [Ask(f"/compare?a={one}&b={other}") for one, other in pairs]
    yield Kind("`/compare`", pages[:-1], pages[-1], aim)


def _of_formulations(settings: Settings, rng: random.Random, number: int) -> Kind:
    """Return the dossiers of so many formulations, and of the most frequent one."""

    def listed(offset: int) -> dict[str, Any]:
        params: dict[str, str | int] = {"sort": "frequency", "limit": 1, "offset": offset}
        return dict(client.get("/api/formulations", params=params).json())

    with _client(settings) as client:
        first = listed(0)
        found = [first, *(listed(rng.randrange(1, first["total"])) for _ in range(number))]
    common, *pages = [Ask(f"/formulations/{quote(each['families'][0]['head']['text'])}") for each in found]
    return Kind("`/formulations/{phrase}`", pages, common, Aim(times=3, common=0.2))


def _of_quotations(rng: random.Random, folded: Sequence[str], number: int) -> Kind:
    """Return so many quotations, each by itself, and a draft of many; each has one character changed."""
    sentences = [each for text in folded for each in sentences_of(text) if _QUOTABLE.fullmatch(each)]
    changed = [_changed(rng, each) for each in rng.sample(sentences, number + DRAFT)]
    draft = "\n".join(f"他说：“{each}”" for each in changed[number:])
    asked = [Ask("/api/quote", f"“{each}”") for each in changed[:number]]
    return Kind("a changed quotation", asked, Ask("/api/quote", draft), Aim(seconds=0.03, common=10))


def _changed(rng: random.Random, sentence: str) -> str:
    """Return a sentence of which one character inside is another one."""
    at = rng.randrange(1, len(sentence) - 2)
    return f"{sentence[:at]}{'异' if sentence[at] != '异' else '同'}{sentence[at + 1 :]}"


def _address(
    rng: random.Random, path: str, queries: Sequence[str], params: dict[str, str], count: int
) -> str:
    """Return the address of a page; of lines one anywhere in the list."""
    page = {"p": str(rng.randint(1, -(-count // LINES)))} if "sort" in params and count else {}
    return _plain(path, queries, params | page)


def _plain(path: str, queries: Sequence[str], params: dict[str, str]) -> str:
    return f"{path}?{urlencode([*(('q', f'“{each}”') for each in queries), *params.items()])}"


def _client(settings: Settings) -> TestClient:
    return TestClient(create_app(settings), base_url="http://localhost")


def _timed(settings: Settings, kind: Kind) -> Timed:
    # A new application for each kind, which so finds nothing ready.
    with _client(settings) as client:
        time.sleep(SETTLED)
        _seconds(client, kind.asked[0]._replace(address=kind.asked[0].address.replace("p=", "offset=")))
        for warming in kind.asked[-2:]:
            _seconds(client, warming)
        common = _seconds(client, kind.common)
        pages = [_seconds(client, each) for each in kind.asked]
    processor, clock = zip(*pages, strict=True)
    return Timed(kind.name, kind.aim, processor, clock, common)


def _seconds(client: TestClient, asked: Ask) -> tuple[float, float]:
    processor, clock = time.process_time(), time.perf_counter()
    posted = client.post(asked.address, json={"text": asked.text}) if asked.text else None
    answer = posted or client.get(asked.address)
    taken = time.process_time() - processor, time.perf_counter() - clock
    if answer.status_code != 200:
        raise ValueError(f"{asked.address} answers {answer.status_code}")
    return taken


def _counts(settings: Settings, phrases: Sequence[str]) -> list[int]:
    with open_index(settings) as index:
        return [each.at_least for each in index.exact.count(list(phrases))]


def measured(settings: Settings, folded: Sequence[str], slowness: float = 1.0) -> str:
    """Measure a built library, whose texts are ``folded``; return the section of the report.

    ``slowness`` tells how many times as long this machine takes as the one that goals in seconds are for.
    """
    with open_index(settings) as index:
        drawn = sample(folded, index.exact, 2 * PHRASES)
    counted = zip(drawn, _counts(settings, drawn), strict=True)
    few = [(phrase, count) for phrase, count in counted if count <= MOST][::2][:PHRASES]
    phrases = [phrase for phrase, _ in few]
    kinds = desk_kinds(settings, phrases, folded)
    held = desk_memory(settings, drawn, kinds)
    timed = desk_pages(settings, kinds)
    return section(timed, held, len(phrases), _counts(settings, COMMON[:1])[0], DRAFT, slowness)


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
