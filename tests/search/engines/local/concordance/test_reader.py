"""Concordance, neighbours and collocates against a plain scan, whatever segments a library is in."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.collation import sort_key
from app.search.concordance import Order
from app.search.contract import IndexArticle, IndexBlock
from app.search.engines.local.concordance import reader as readers
from app.search.engines.local.concordance.order import COMPARED
from app.search.engines.local.concordance.reader import ConcordanceReader
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.language.parser import parse
from app.search.language.tree import Node
from app.search.request import SearchRequest
from app.search.results import Span
from app.text import fold
from app.words.words import located_words
from tests.builders import index_article
from tests.search.generated import NODE, OPTIONS
from tests.search.oracle import Cell, Oracle, cells

LETTERS = "甲乙國国着，改革开放A5 "
TEXT = st.text(LETTERS, max_size=30)
LIBRARIES = st.lists(
    st.tuples(
        st.none() | st.text("甲乙国，A", min_size=1, max_size=6),
        st.lists(TEXT, max_size=3),
        st.sampled_from([None, "2023-05-01", "2024-01-01"]),
    ),
    min_size=1,
    max_size=6,
)


def library(drawn: Sequence[tuple[str | None, list[str], str | None]]) -> list[IndexArticle]:
    """Articles on a page each, so that any of them may stand in any segment."""
    return [
        index_article(f"{chr(ord('a') + n)}0", title, *texts, date=date)
        for n, (title, texts, date) in enumerate(drawn)
    ]


def reader(
    folder: str, articles: list[IndexArticle], cut: int, gone: list[IndexArticle]
) -> ConcordanceReader:
    """A reader of these articles in two segments, the first of which has articles that no longer count."""
    parts, files = [[*gone, *articles[:cut]], articles[cut:]], []
    for number, part in enumerate(parts):
        if part:
            part.sort(key=lambda one: one.page)
            files.append(Path(folder) / str(number))
            write_segment(files[-1], part)
    pages = list(dict.fromkeys(one.page for one in parts[0]))
    removed = [[pages.index(one.page) for one in gone], []] if parts[0] else [[]]
    return ConcordanceReader(ExactSearcher(files, 10**9, removed[: len(files)]))


class Scan:
    """Every occurrence of a query by the oracle, with the compared characters of its block."""

    def __init__(self, articles: list[IndexArticle], asked: SearchRequest) -> None:
        oracle = Oracle(articles, asked.ignore_punctuation, asked.scope, asked.strict)
        found = oracle.answer(asked.node).places
        self.bare = asked.ignore_punctuation
        self.rows: list[tuple[IndexArticle, IndexBlock, Span]] = [
            (one, block, span) for one in articles for block in one.blocks for span in found.get(block.id, ())
        ]

    def around(self, block: IndexBlock, span: Span) -> tuple[list[Cell], list[Cell]]:
        """What stands before an occurrence, nearest first, and after it."""
        own = cells(block.text, self.bare)
        before = [cell for cell in own if cell.at < span[0]]
        return before[::-1], [cell for cell in own if cell.at >= span[1]]

    def ordered(self, order: Order) -> list[tuple[str, Span]]:
        """The occurrences in an order."""

        def key(row: tuple[IndexArticle, IndexBlock, Span]) -> object:
            if order is Order.PLACE:
                return 0
            if order is Order.DATE:
                return row[0].date or "9999"
            side = self.around(row[1], row[2])[order is Order.RIGHT][:COMPARED]
            return [sort_key(cell.folded) for cell in side]

        return [(block.id, span) for _, block, span in sorted(self.rows, key=key)]  # type: ignore[arg-type]

    def neighbours(self, right: bool) -> dict[str, tuple[int, int]]:
        """The strings beside occurrences that recur and do not mostly stand in a longer one."""
        times: Counter[str] = Counter()
        spread: defaultdict[str, set[str]] = defaultdict(set)
        for one, block, span in self.rows:
            side = [cell.folded for cell in self.around(block, span)[right][:6]]
            for length in range(1, len(side) + 1):
                text = "".join(side[:length] if right else side[length - 1 :: -1])
                times[text] += 1
                spread[text].add(one.id)
        shown = {}
        for text, count in times.items():
            inner = (text == (longer[:-1] if right else longer[1:]) for longer in times)
            most = max(
                (times[longer] for longer, is_in in zip(times, inner, strict=True) if is_in), default=0
            )
            if count >= 2 and most < 0.8 * count:
                shown[text] = (count, len(spread[text]))
        return shown

    def bounds(self, right: bool) -> int:
        """How many occurrences have nothing on one side."""
        return sum(not self.around(block, span)[right] for _, block, span in self.rows)

    def near(self, articles: list[IndexArticle], window: int) -> tuple[dict[str, tuple[int, int]], int]:
        """The words near occurrences: their places and articles; and how many places there are."""
        times: Counter[str] = Counter()
        spread: defaultdict[str, set[str]] = defaultdict(set)
        for one in articles:
            for block in one.blocks:
                words = list(self.words(block))
                spans = [span for _, other, span in self.rows if other is block]
                over = {
                    n
                    for n, (a, z, _) in enumerate(words)
                    if any(a < end and start < z for start, end in spans)
                }
                near = set()
                for start, end in spans:
                    near |= set([n for n, (_, z, _) in enumerate(words) if z <= start][-window:])
                    near |= set([n for n, (a, _, _) in enumerate(words) if a >= end][:window])
                for n in near - over:
                    times[words[n][2]] += 1
                    spread[words[n][2]].add(one.id)
        return {word: (count, len(spread[word])) for word, count in times.items()}, times.total()

    def words(self, block: IndexBlock) -> Iterator[tuple[int, int, str]]:
        """The words of a block, each with its place in the displayed text."""
        own = cells(block.text)
        for at, word in located_words("".join(cell.folded for cell in own)):
            yield own[at].at, own[at + len(word) - 1].at + 1, word


QUERIES = st.sampled_from(
    ["甲", "国", "改革", "改革 OR 甲", "甲 NEAR/3 乙", "开放 -within:改革开放", "国 甲"]
).map(parse)


@settings(deadline=None, max_examples=60)
@given(
    LIBRARIES,
    st.integers(0, 6),
    st.lists(st.tuples(QUERIES | NODE, OPTIONS), min_size=3, max_size=5),
    st.data(),
)
def test_readings_are_those_of_a_plain_scan(
    drawn: list[tuple[str | None, list[str], str | None]],
    cut: int,
    asked: list[tuple[Node, dict[str, object]]],
    data: st.DataObject,
) -> None:
    articles = library(drawn)
    gone = [index_article("z0", "改革甲", "国甲乙，改革开放甲"), index_article("y0", None, "甲国")]
    with TemporaryDirectory() as folder:
        lane = reader(folder, articles, min(cut, len(articles)), gone[: data.draw(st.integers(0, 2))])
        for node, options in asked:
            request = SearchRequest("", node, **options)  # type: ignore[arg-type]
            scan = Scan(articles, request)
            for order in Order:
                found = lane.occurrences(request, order, 0, 10_000)
                assert [(each.block, each.span) for each in found] == scan.ordered(order)
                assert lane.occurrences(request, order, 1, 2) == found[1:3]
            (shares,) = lane.article_places([request], [one.id for one in articles])
            assert {id_: len(own) for id_, own in shares.items()} == Counter(
                one.id for one, _, _ in scan.rows
            )
            assert all(0 <= own[0] <= own[-1] < 1 and own == tuple(sorted(own)) for own in shares.values())
            beside = lane.neighbours(request)
            for side, right in ((beside.left, False), (beside.right, True)):
                counted = {fold(each.text): (each.occurrences, each.articles) for each in side.named}
                assert counted == scan.neighbours(right)
                assert side.total == len(side.named)
                assert side.nothing == scan.bounds(right)
            near = lane.collocates(request, 3, 1)
            wanted, places = scan.near(articles, 3)
            assert {each.word: (each.together, each.articles) for each in near.words} == wanted
            assert near.places_near == places
            every = Counter(
                word for one in articles for block in one.blocks for *_, word in scan.words(block)
            )
            assert near.places == every.total()
            assert all(each.occurrences == every[each.word] >= each.together for each in near.words)


def test_of_many_occurrences_only_those_of_the_last_query_stay_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "CACHED_PLACES", 5)
    made = reader(str(tmp_path), [index_article("a0", None, "甲甲甲甲，乙乙，丙丙丙")], 0, [])
    kept = []
    for text in ("乙", "丙", "甲", "乙", "丙"):
        made.neighbours(SearchRequest(text, parse(text)))
        kept.append([len(places.starts) for _, places in made._found.values()])
    assert kept == [[2], [2, 3], [4], [2], [2, 3]]
