"""What readers of a library on a cluster get: how fast, how many at a time, and while a node is killed."""

import random
import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import accumulate

from app.background_thread import running
from app.errors import SearchUnavailableError
from app.search.contract import ExactReader, IndexArticle
from app.search.engines.local.exact.phrase_index import find_offsets
from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from app.search.results import Counts
from app.text import close_up, fold
from bench.quantiles import median, p95

LONGEST, CLIENTS, SECONDS, ASKED = 40, 4, 10, 200
FACETS = ("newspaper", "year", "kind")
_END = "\0"


class Texts:
    """All texts of a library as they are searched, to be looked through from end to end."""

    def __init__(self, articles: Sequence[IndexArticle], seed: int) -> None:
        blocks = [(n, block) for n, article in enumerate(articles) for block in article.blocks]
        self.displayed = {block.id: block.text for _, block in blocks}
        self.folded = [close_up(fold(block.text)) for _, block in blocks]
        self._article = [n for n, _ in blocks]
        self._whole = _END.join(self.folded)
        self._starts = list(accumulate((len(text) + 1 for text in self.folded), initial=0))
        self._draw, self._drawn = random.Random(seed), set[str]()

    def count(self, phrase: str) -> Counts:
        """Count occurrences, paragraphs and articles by a scan."""
        places = find_offsets(self._whole, phrase)
        blocks = {bisect_right(self._starts, at) - 1 for at in places}
        return Counts(len(places), len(blocks), len({self._article[block] for block in blocks}))

    def substrings(self, number: int) -> list[str]:
        """Return random substrings that were not drawn before: an eighth of one or two characters, an eighth
        with Latin letters or digits, the others of up to 40 characters."""
        eighth = number // 8
        found = [self._one(2) for _ in range(eighth)]
        found += [self._one(LONGEST, _is_foreign) for _ in range(eighth)]
        found += [self._one(LONGEST) for _ in range(number - len(found))]
        return self._draw.sample(found, number)

    def common_words(self, number: int) -> list[str]:
        """Return two characters each of random places, as often as such stand in texts."""
        return [self._one(2, lambda text: len(text) == 2 and _is_chinese(text)) for _ in range(number)]

    def _one(self, most: int, fits: Callable[[str], bool] = bool) -> str:
        for _ in range(100_000):
            text = self._draw.choice(self.folded)
            at = self._draw.randrange(max(1, len(text)))
            phrase = text[at : at + self._draw.randint(1, most)]
            if phrase.strip() == phrase and fits(phrase) and phrase not in self._drawn:
                self._drawn.add(phrase)
                return phrase
        raise ValueError("too small a library")


def _is_foreign(text: str) -> bool:
    return any(char.isascii() and char.isalnum() for char in text)


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def asked(phrase: str, facets: tuple[str, ...] = ()) -> SearchRequest:
    """Return the request for a phrase, 20 hits of it, and some facets."""
    return SearchRequest("", Phrase(phrase), facets=facets, facet_limit=12 if facets else 0)


def wrong(exact: ExactReader, texts: Texts, phrases: Sequence[str]) -> int:
    """Return how many phrases are counted otherwise than by a scan, or marked where they do not stand."""
    found = 0
    for phrase, counts in zip(phrases, exact.count(phrases), strict=True):
        hits = exact.search(asked(phrase)).hits
        shown = {close_up(fold(texts.displayed[hit.block][at:end])) for hit in hits for at, end in hit.spans}
        found += (
            counts != texts.count(phrase)
            or bool(hits) != bool(counts.paragraphs)
            or shown - {phrase} != set()
        )
    return found


def times(ask: Callable[[str], object], phrases: Sequence[str]) -> list[float]:
    """Return the milliseconds that each phrase took."""
    found = []
    for phrase in phrases:
        began = time.perf_counter()
        ask(phrase)
        found.append((time.perf_counter() - began) * 1000)
    return found


def told(milliseconds: Sequence[float]) -> str:
    """Return what 95 of 100 searches do not exceed, and the median."""
    return f"{p95(milliseconds):.0f} ms (median {median(milliseconds):.0f})"


def searches_a_second(exact: ExactReader, phrases: Sequence[str]) -> float:
    """Return how many searches several clients get answered, each phrase asked for once."""
    todo, taking, began = iter(phrases), threading.Lock(), time.perf_counter()
    done = [0] * CLIENTS

    def ask(client: int) -> None:
        while time.perf_counter() - began < SECONDS:
            with taking:
                phrase = next(todo, None)
            if phrase is None:
                return
            exact.search(asked(phrase))
            done[client] += 1

    _together(ask)
    return sum(done) / (time.perf_counter() - began)


@dataclass
class Load:
    """What readers saw meanwhile."""

    right: int = 0
    wrong: int = 0
    refused: int = 0
    longest: float = 0.0
    """The longest wait in seconds."""
    _adding: threading.Lock = field(default_factory=threading.Lock)

    def add(self, right: bool | None, seconds: float) -> None:
        """Add an answer; None for a refusal."""
        with self._adding:
            self.right += right is True
            self.wrong += right is False
            self.refused += right is None
            self.longest = max(self.longest, seconds)

    def __str__(self) -> str:
        refused = f", {self.refused} refused" if self.refused else ""
        return f"{self.wrong} wrong of {self.right + self.wrong}{refused}, longest wait {self.longest:.1f} s"


@contextmanager
def readers(exact: ExactReader, phrases: Sequence[str], clients: int = 2) -> Iterator[Load]:
    """Let some clients count phrases again and again, and compare with what is counted now."""
    wanted = dict(zip(phrases, exact.count(phrases), strict=True))
    load = Load()

    def read(over: threading.Event) -> None:
        while not over.is_set():
            for phrase, counts in wanted.items():
                began, right = time.perf_counter(), None
                with suppress(SearchUnavailableError):
                    right = exact.search(asked(phrase)).counts == counts
                load.add(right, time.perf_counter() - began)

    with ExitStack() as reading:
        for _ in range(clients):
            reading.enter_context(running(read, "reader"))
        yield load


def _together(ask: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=ask, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
