"""Clients that read a served library while builds publish, and notice any answer that is not of one piece."""

import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import IO
from urllib.parse import quote

from app.background_thread import running as beside
from app.config import Settings
from tests.reliability.harm import edit, state
from tests.served import PATIENCE, ROOT, free_port, waited

PHRASES = ("年", "版次之", "开放", "没有的话")
GENERATION = "Judou-Generation"


@dataclass
class Seen:
    """What the clients met."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    counts: set[tuple[str, str, int]] = field(default_factory=set)
    generations: set[str] = field(default_factory=set)

    def percentile(self, share: float) -> float:
        """The time within which this share of the requests was answered."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


def judou(settings: Settings, command: str, *options: str) -> list[str]:
    """A command line."""
    where = [str(settings.seeds), "--index", str(settings.index)]
    return [sys.executable, "-m", "app", command, *where, *options]


@contextmanager
def running(
    settings: Settings, *options: str, log: IO[bytes] | None = None
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The library served on a port, and the process; what it writes down goes to ``log``."""
    port = free_port()
    command = judou(settings, "serve", "--no-build", "--port", str(port), *options)
    with subprocess.Popen(command, cwd=ROOT, stderr=log) as server:
        try:
            _await(port)
            yield port, server
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


@contextmanager
def served(settings: Settings, workers: int) -> Iterator[int]:
    """The library served on a port by so many workers."""
    with running(settings, "--workers", str(workers)) as (port, _):
        yield port


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if get(port, "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def get(port: int, path: str) -> tuple[int, str, bytes]:
    """Status, generation and body of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers.get(GENERATION, ""), answer.read()
    finally:
        connection.close()


def addresses(port: int) -> list[str]:
    """Pages of every kind that stand in every version of the library."""
    listed = json.loads(get(port, "/api/articles?limit=100")[2])
    article = next(each for each in listed["articles"] if each["title"] == "第0页")
    whole = json.loads(get(port, f"/api/articles/{article['id']}")[2])
    search = f"/search?q={quote('年')}"
    return ["/", f"/articles/{article['id']}", "/pages/p00", f"/p/{whole['blocks'][0]['id']}", search]


def client(port: int, pages: list[str], seen: Seen, seed: int, stop: threading.Event) -> None:
    """One reader: a page, then a count, again and again."""
    rng = random.Random(seed)
    while not stop.is_set():
        phrase = rng.choice(PHRASES)
        for path in (rng.choice(pages), f"/api/count?phrase={quote(phrase)}"):
            began = time.monotonic()
            try:
                status, generation, body = get(port, path)
            except OSError as error:
                seen.failures.append(f"{path}: {error}")
                continue
            seen.seconds.append(time.monotonic() - began)
            seen.generations.add(generation)
            if status not in {200, 302, 303, 307, 308} or not generation:
                seen.failures.append(f"{path}: {status} {body[:200]!r}")
            elif path.startswith("/api/count"):
                seen.counts.add((generation, phrase, json.loads(body)[0]["occurrences"]))


def read_while_building(settings: Settings, clients: int, seconds: float, builds: int, workers: int) -> Seen:
    """Clients read for a while, builds publish meanwhile; every count must be that of its generation."""
    seen, expected = Seen(), _expected(settings)
    with served(settings, workers) as port, ExitStack() as reading:
        pages = addresses(port)
        for number in range(clients):
            reading.enter_context(beside(partial(client, port, pages, seen, number), "client"))
        for version in range(1, builds + 1):
            _read_on(seen, version, seconds / (builds + 1))
            edit(settings, version)
            subprocess.run(judou(settings, "build"), cwd=ROOT, check=True, capture_output=True)
            expected |= _expected(settings)
        _read_on(seen, builds + 1, seconds / (builds + 1))
    seen.failures.extend(f"{each} was answered" for each in sorted(seen.counts - expected))
    return seen


def _read_on(seen: Seen, generations: int, seconds: float) -> None:
    """Wait for so long, and until clients have met so many generations."""
    time.sleep(seconds)
    assert waited(lambda: len(seen.generations) >= generations)


def _expected(settings: Settings) -> set[tuple[str, str, int]]:
    """What a plain scan of the published generation counts; titles count too, none holds a phrase."""
    generation, texts = state(settings)
    return {(generation, phrase, sum(text.count(phrase) for text in texts)) for phrase in PHRASES}
