"""Libraries to test engines on, and a plain scan to test them against."""

from collections.abc import Sequence
from pathlib import Path

from app.search.contract import Counts, IndexArticle, SearchRequest, Span
from app.search.language.parser import parse
from app.text import fold, strip_punctuation
from tests.builders import index_article

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def seeds_library() -> list[IndexArticle]:
    """Return the five pages, one article each, a paragraph for each line."""
    return [
        index_article(
            path.stem, None, *filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines()))
        )
        for path in sorted(SEEDS.glob("*.txt"))
    ]


SMALL = [
    index_article(
        "a1", "浦东新区的开放", "浦东开发开放三十年。", "#改革与开放", "改革、开放，开放！",
        authors=("张三", "李四"), date="2024-03-05",
    ),
    index_article(
        "a2", None, "數字經濟發展，“数字经济”與實體經濟。", "安全生产是安全的底线，安全第一。",
        affiliation="某某研究院",
    ),
    index_article(
        "b1", "人人有责", "人人人都要普惠、包容。", "普惠包容", "",
        authors=("张三",), date="2024-04-01", kind="brief",
    ),
    index_article("b2", "空"),
    index_article(
        "b3", None, "ＧＤＰ增长５％，𠮷野家。", "甲在这里，乙在那里。", "乙" + "很" * 9 + "甲",
        newspaper="经济日报",
    ),
]  # fmt: skip


def request(query: str, **options: object) -> SearchRequest:
    """Return the request for a query."""
    return SearchRequest(query, parse(query), **options)  # type: ignore[arg-type]


def scan(library: Sequence[IndexArticle], phrase: str, bare: bool = False) -> dict[str, tuple[Span, ...]]:
    """Return all occurrences of a phrase by block, from a look at every character of every text."""
    wanted = strip_punctuation(fold(phrase))[0] if bare else fold(phrase)
    found: dict[str, tuple[Span, ...]] = {}
    for block in (block for one in library for block in one.blocks):
        text, places = fold(block.text), list(range(len(block.text)))
        if bare:
            text, places = strip_punctuation(text)
        starts = [at for at in range(len(text)) if wanted and text.startswith(wanted, at)]
        if starts:
            found[block.id] = tuple((places[at], places[at + len(wanted) - 1] + 1) for at in starts)
    return found


def scanned_counts(library: Sequence[IndexArticle], phrase: str, bare: bool = False) -> Counts:
    """Return the counts of a plain scan."""
    found = scan(library, phrase, bare)
    articles = {one.id for one in library for block in one.blocks if block.id in found}
    return Counts(sum(map(len, found.values())), len(found), len(articles))
