"""The five pages whose reconstruction is known, as the same values that the parser returns."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.article import Article, Block, BlockType, Kind

TRUTH = Path(__file__).parent / "truth"
SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A source text and the articles that a perfect reader makes of it."""

    name: str
    text: str
    articles: tuple[Article, ...]
    family: str = "seeds"


def _article(record: dict[str, Any]) -> Article:
    blocks = tuple(Block(BlockType(block["type"]), block["text"]) for block in record["blocks"])
    return Article(
        kind=Kind(record["kind"]),
        blocks=blocks,
        title=record["title"],
        kicker=record["kicker"],
        authors=tuple(record["authors"]),
        affiliation=record["affiliation"],
        source_note=record["source_note"],
    )


@cache
def known_pages() -> tuple[KnownPage, ...]:
    """The pages of ``seeds/`` with their truth, in order of name."""
    return tuple(
        KnownPage(
            name=path.stem,
            text=(SEEDS / path.name).with_suffix(".txt").read_text(encoding="utf-8"),
            articles=tuple(map(_article, json.loads(path.read_text(encoding="utf-8"))["articles"])),
        )
        for path in sorted(TRUTH.glob("*.json"))
    )
