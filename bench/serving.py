"""Our server and Datasette's, each in its own process, asked for the same result pages over HTTP."""

import http.client
import random
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.config import Settings
from app.search.language.unparse import quote_phrase
from bench.corpus import Corpus
from bench.memory import resident
from bench.phrases import SEED

HOST = "127.0.0.1"
CLIENTS, PAGES = 4, 400
"""Pages asked for in the test of endurance, by so many clients at a time."""
ROUNDS = 2
"""Of starts and of endurance the best of so many counts, so that other work of the machine does not."""
SETTLED = 5
"""Seconds that a server has to load what it loads after its first page."""
WARMING = 20
"""Pages of other phrases that each server answers before it is measured."""
SHORTEST = 3
"""Characters from which FTS5's trigrams can search for a phrase."""
WAIT = 120
WORDS = "如何推动制度创新"


@dataclass(frozen=True, slots=True)
class Served:
    """Result pages of phrases that nobody asked for before, and what the worker held after them."""

    pages: tuple[float, ...]
    """Seconds for the page of each phrase, asked for once."""
    megabytes: float


@dataclass(frozen=True, slots=True)
class Serving:
    """What our server needs, and how long both take for pages of phrases that nobody asked for before."""

    start: float
    """Seconds to the first page."""
    served: Served
    per_second: float
    held: float
    """Megabytes of the worker at the end."""
    compared: tuple[tuple[float, float], ...]
    """Of the phrases that Datasette can search for: seconds of our page, seconds of its page."""


def serving(corpus: Corpus, phrases: Sequence[str], folder: Path) -> Serving:
    """Ask both servers in turn for the page of each phrase: readers ask for a phrase once."""
    ours, theirs = judou_server(corpus.settings), _datasette(corpus, folder)
    starts = []
    for _ in range(ROUNDS):
        with server(ours, "/") as (_, _, start):
            starts.append(start)
    with server(ours, "/") as (port, process, start), server(theirs, "/-/versions.json") as (other, _, _):
        _warm(corpus, phrases, port, other)
        pages, compared = [], []
        for phrase in phrases:
            pages.append(_page(port, _our_page(phrase)))
            if len(phrase) >= SHORTEST:
                compared.append((pages[-1], _page(other, _their_page(phrase))))
        _page(port, _related_page())
        served = Served(tuple(pages), resident(process.pid))
        asked = mixed(corpus.folded, phrases)
        per_second = max(_endurance(port, asked) for _ in range(ROUNDS))
        held = resident(process.pid)
    return Serving(min(start, *starts), served, per_second, held, tuple(compared))


def first_sight(settings: Settings, phrases: Sequence[str]) -> Served:
    """Ask for the page of each phrase once."""
    with server(judou_server(settings), "/") as (port, process, _):
        time.sleep(SETTLED)
        pages = tuple(_page(port, _our_page(phrase)) for phrase in phrases)
        _page(port, _related_page())
        return Served(pages, resident(process.pid))


def judou_server(settings: Settings, *options: str) -> list[str]:
    """Return the command of our server, but for its port."""
    where = [str(settings.seeds), "--index", str(settings.index)]
    return [sys.executable, "-m", "app", "serve", *where, *options, "--port"]


def _related_page() -> str:
    """Return the address of a page of the related lane, for which words are loaded."""
    return f"/search?q={quote(WORDS)}&mode=related"


def _our_page(phrase: str) -> str:
    """Return the address of our result page: counts, facets, 20 marked hits."""
    return f"/search?q={quote(quote_phrase(phrase))}"


def _datasette(corpus: Corpus, folder: Path) -> list[str]:
    """Write the paragraphs with FTS5 trigrams, and return the command that serves them."""
    file = folder / "paragraphs.db"
    with sqlite3.connect(file) as db:
        db.execute("create table paragraphs(id integer primary key, page text, text text)")
        rows = (
            (n, id_[:2], text) for n, (id_, text) in enumerate(zip(corpus.ids, corpus.folded, strict=True))
        )
        db.executemany("insert into paragraphs values (?, ?, ?)", rows)
        db.execute(
            "create virtual table paragraphs_fts using fts5(text, content='paragraphs', content_rowid='id',"
            " tokenize='trigram case_sensitive 1')"
        )
        db.execute("insert into paragraphs_fts(paragraphs_fts) values ('rebuild')")
    db.close()
    limit = ["--setting", "sql_time_limit_ms", "60000"]
    return [sys.executable, "-m", "datasette", "serve", str(file), *limit, "--port"]


def _their_page(phrase: str) -> str:
    """Return the address of Datasette's table page with its search, a facet and 20 rows."""
    text = quote('"' + phrase.replace('"', '""') + '"')
    return f"/paragraphs/paragraphs?_search={text}&_searchmode=raw&_size=20&_facet=page"


def _warm(corpus: Corpus, phrases: Sequence[str], port: int, other: int) -> None:
    """Let both servers answer pages of other phrases, until what they load at first is loaded."""
    time.sleep(SETTLED)
    rng = random.Random(SEED)
    long_enough = [text for text in corpus.folded if len(text) >= 40]
    texts = (rng.choice(long_enough) for _ in range(WARMING))
    for phrase in {text[:SHORTEST] for text in texts} - set(phrases):
        _page(port, _our_page(phrase))
        _page(other, _their_page(phrase))


@contextmanager
def server(command: Sequence[str], first: str) -> Iterator[tuple[int, subprocess.Popen[bytes], float]]:
    """A server that has answered its first page, and how long that took; ended at the end."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    started = time.perf_counter()
    process = subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - started < WAIT and process.poll() is None:
            try:
                _page(port, first)
                break
            except OSError:
                time.sleep(0.02)
        yield port, process, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(20)


def _page(port: int, path: str) -> float:
    """Seconds until a page has come whole."""
    connection = http.client.HTTPConnection(HOST, port, timeout=WAIT)
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - started
    connection.close()
    if answer.status != http.client.OK:
        raise ValueError(f"{path} answers {answer.status}")
    return seconds


def _endurance(port: int, paths: Sequence[str]) -> float:
    """Pages a second when several clients ask without pause."""
    asked = [paths[n % len(paths)] for n in range(PAGES)]
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda path: _page(port, path), asked))
    return PAGES / (time.perf_counter() - started)


def mixed(texts: Sequence[str], phrases: Sequence[str]) -> list[str]:
    """What people ask: phrases as they are, quoted, sorted; two or three wordings of one paragraph together;
    one without another; and one in twenty with a slip of the pen, which does not occur."""
    rng = random.Random(SEED)
    long_enough = [text for text in texts if len(text) >= 40]
    asked = []
    for n, phrase in enumerate(phrases):
        one, two, other = _wordings(rng, rng.choice(long_enough), 3)
        forms = (phrase, f'"{phrase}"', f"{one} {two}", f"{one} OR {other}", f"{one} -{other}")
        query = f"{one}蟋{two}" if n % 20 == 19 else forms[n % 5]
        asked.append(f"/search?q={quote(query)}&sort={('relevance', 'occurrences', 'page')[n % 3]}")
    return asked


def _wordings(rng: random.Random, text: str, number: int) -> list[str]:
    """Pieces of two to four characters of a text, without marks."""
    runs = [run for run in re.findall(r"\w+", text) if len(run) >= 4] or [text[:4]]
    pieces = []
    for run in (rng.choice(runs) for _ in range(number)):
        start = rng.randrange(max(1, len(run) - 3))
        pieces.append(run[start : start + rng.randint(2, 4)])
    return pieces
