"""Kinds of files in source order: archives, crawled and pasted pages, documents, laws, verse, journals."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.article import Article, Block
from app.ingest.parse import parse_page
from tests.quality.accounting import uncovered

CASES = Path(__file__).parent / "cases" / "source_order"
HAN = "\u2e80-\u9fff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d"
BESIDE_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")


def plain(text: str) -> str:
    """Return a text without the spaces beside Han characters, which are a matter of taste."""
    return BESIDE_HAN.sub("", text.replace("\u3000", " ").strip())


def agrees(wanted: Any, found: object) -> bool:
    """Say whether a value is the one wanted, or one of those."""
    if isinstance(wanted, Mapping):
        return any(agrees(each, found) for each in wanted["any"])
    if isinstance(wanted, list):
        return isinstance(found, tuple) and wanted == list(found)
    return plain(str(wanted or "")) == plain(str(found or ""))


def is_block(wanted: Mapping[str, Any], block: Block) -> bool:
    kinds = wanted["type"] if isinstance(wanted["type"], list) else [wanted["type"]]
    texts = [plain(text) for text in (wanted["text"], *wanted.get("alt", ()))]
    return block.type.value in kinds and plain(block.text) in texts


def same_blocks(wanted: Sequence[Mapping[str, Any]], found: Sequence[Block]) -> bool:
    """Say whether blocks are the wanted ones; those marked ``opt`` may be missing."""
    if not wanted:
        return not found
    if found and is_block(wanted[0], found[0]):
        return same_blocks(wanted[1:], found[1:])
    return bool(wanted[0].get("opt")) and same_blocks(wanted[1:], found)


def faults(wanted: Mapping[str, Any], article: Article) -> list[str]:
    """Return the names of what is not as wanted."""
    wrong = [
        name
        for name, value in wanted.items()
        if name != "blocks" and not agrees(value, getattr(article, name))
    ]
    return wrong if same_blocks(wanted.get("blocks", ()), article.blocks) else [*wrong, "blocks"]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_in_source_order_is_read_as_what_it_is(path: Path) -> None:
    page = parse_page(path.stem, path.read_text(encoding="utf-8"))
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"]
    assert [faults(truth, article) for truth, article in zip(wanted, page.articles, strict=False)] == [
        []
    ] * len(wanted)
    assert len(page.articles) == len(wanted)
    assert not uncovered(page)
