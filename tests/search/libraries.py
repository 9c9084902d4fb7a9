"""Small libraries for engines to be tested on, and a plain scan to test them against."""

from collections.abc import Sequence
from pathlib import Path

from app.search.contract import Counts, IndexArticle, IndexBlock, SearchRequest, Span
from app.search.language.parser import parse
from app.text import fold, strip_punctuation

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def article(name: str, title: str | None, *texts: str, **about: object) -> IndexArticle:
    """An article; a text that begins with # is a heading."""
    blocks = [IndexBlock(f"{name}-t", "title", title)] if title else []
    for n, text in enumerate(texts, start=1):
        kind = "heading" if text.startswith("#") else "paragraph"
        blocks.append(IndexBlock(f"{name}-{n}", kind, text.lstrip("#"), n))
    given: dict[str, object] = {"page": f"page-{name[0]}", "kind": "article"} | about
    return IndexArticle(id=name, title=title, blocks=tuple(blocks), **given)  # type: ignore[arg-type]


def seeds_library() -> list[IndexArticle]:
    """The five pages, one article each, a paragraph for each line: odd enough for searching."""
    return [
        article(path.stem, None, *filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())))
        for path in sorted(SEEDS.glob("*.txt"))
    ]


SMALL = [
    article(
        "a1", "浦东新区的开放", "浦东开发开放三十年。", "#改革与开放", "改革、开放，开放！",
        authors=("张三", "李四"), date="2024-03-05",
    ),
    article(
        "a2", None, "數字經濟發展，“数字经济”與實體經濟。", "安全生产是安全的底线，安全第一。",
        affiliation="某某研究院",
    ),
    article(
        "b1", "人人有责", "人人人都要普惠、包容。", "普惠包容", "",
        authors=("张三",), date="2024-04-01", kind="brief",
    ),
    article("b2", "空"),
    article(
        "b3", None, "ＧＤＰ增长５％，𠮷野家。", "甲在这里，乙在那里。", "乙" + "很" * 9 + "甲",
        newspaper="经济日报",
    ),
]  # fmt: skip


def request(query: str, **options: object) -> SearchRequest:
    """A request for a query in our language."""
    return SearchRequest(query, parse(query), **options)  # type: ignore[arg-type]


def scan(library: Sequence[IndexArticle], phrase: str, bare: bool = False) -> dict[str, tuple[Span, ...]]:
    """All occurrences of a phrase by block, found by looking at every character of every text."""
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
    """The counts of a plain scan."""
    found = scan(library, phrase, bare)
    articles = {one.id for one in library for block in one.blocks if block.id in found}
    return Counts(sum(map(len, found.values())), len(found), len(articles))
