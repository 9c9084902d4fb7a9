"""Libraries to test engines on, and a plain scan to test them against."""

from collections.abc import Sequence, Set
from pathlib import Path

import pytest

from app.search.contract import DeskReader, IndexArticle, OpenIndex, SearchEngine
from app.search.generation import Check, Handle, Previous, new_name
from app.search.language.parser import parse
from app.search.request import SearchRequest
from app.search.results import Counts, Span
from tests.builders import index_article
from tests.search.oracle import cells, wording_cells

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


SPACED = [
    index_article("s1", None, "2024 年 GDP 增长。", "2024年GDP增长，AI model", "全年 ＧＤＰ增长"),
]
"""One wording with spaces between Chinese and Latin, and without."""


def generation(
    engine: SearchEngine,
    library: Sequence[IndexArticle],
    previous: Handle | None = None,
    changed: Set[str] = frozenset(),
) -> Handle:
    """Have an engine build a generation of a library, out of the one before if there is one."""
    follows = Previous(previous, frozenset(changed)) if previous else None
    return engine.build(
        new_name(previous.name if previous else None),
        lambda pages: [one for one in library if pages is None or one.page in pages],
        follows,
    )


def opened(engine: SearchEngine, handle: Handle, library: Sequence[IndexArticle] = ()) -> OpenIndex:
    """Open a generation; a library gives the texts of its blocks, where an engine does not keep them."""
    texts = {block.id: block.text for one in library for block in one.blocks}
    return engine.open(handle, lambda ids: {name: texts[name] for name in ids if name in texts}, Check.NONE)


def desk(index: OpenIndex) -> DeskReader:
    """Return the readings of the desk; skip a test of an engine that lacks them."""
    if index.desk is None:
        pytest.skip("this engine has no desk")
    return index.desk


def request(query: str, **options: object) -> SearchRequest:
    """Return the request for a query."""
    return SearchRequest(query, parse(query), **options)  # type: ignore[arg-type]


def scan(library: Sequence[IndexArticle], phrase: str, bare: bool = False) -> dict[str, tuple[Span, ...]]:
    """Return all occurrences of a phrase by block, from a look at every character of every text."""
    wanted = [cell.folded for cell in wording_cells(phrase, bare)]
    found: dict[str, tuple[Span, ...]] = {}
    for block in (block for one in library for block in one.blocks):
        text = cells(block.text, bare)
        folded = [cell.folded for cell in text]
        possible = range(len(wanted), len(text) + 1) if wanted else ()
        ends = [end for end in possible if folded[end - len(wanted) : end] == wanted]
        if ends:
            found[block.id] = tuple((text[end - len(wanted)].at, text[end - 1].at + 1) for end in ends)
    return found


def scanned_counts(library: Sequence[IndexArticle], phrase: str, bare: bool = False) -> Counts:
    """Return the counts of a plain scan."""
    found = scan(library, phrase, bare)
    articles = {one.id for one in library for block in one.blocks if block.id in found}
    return Counts(sum(map(len, found.values())), len(found), len(articles))
