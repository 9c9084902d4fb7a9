"""Articles as JSON: the form of `judou parse`."""

from dataclasses import asdict
from typing import Any

from app.article import Article, Block, BlockType
from app.institutions import parse_institutions


def article_form(article: Article) -> dict[str, Any]:
    """Return one article as plain data, ready for JSON."""
    return {
        "kind": article.kind.value,
        **article.metadata(),
        "origins": dict(article.origins),
        "institutions": [asdict(each) for each in parse_institutions(article.affiliation or "")],
        "key_points": list(article.texts(BlockType.KEY_POINT)),
        "headings": list(article.texts(BlockType.HEADING)),
        "paragraphs": list(article.texts(BlockType.PARAGRAPH)),
        "captions": list(article.texts(BlockType.CAPTION)),
        "blocks": [block_form(block) for block in article.blocks],
        "flags": [flag.value for flag in article.flags],
    }


def block_form(block: Block) -> dict[str, Any]:
    """Return one block as plain data, ready for JSON.

    Where it is printed, if that is known, stands in ``boxes``: the page, then left, top, right and bottom in
    points from the page's top left.
    """
    level = {"level": block.level} if block.level else {}
    boxes = [[box.page, box.left, box.top, box.right, box.bottom] for box in block.boxes]
    return {
        "type": block.type.value,
        **level,
        "text": block.text,
        "lines": [list(span) for span in block.lines],
        "flags": [flag.value for flag in block.flags],
        **({"boxes": boxes} if boxes else {}),
    }
