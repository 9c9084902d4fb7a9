"""Articles as JSON: the form of `judou parse`."""

from typing import Any

from app.article import Article, Block, BlockType

NOT_PRINTED = ("newspaper", "edition", "url")
"""Fields that only a sidecar gives; a parse tells what the page says."""


def article_form(article: Article) -> dict[str, Any]:
    """Return one article as plain data, ready for JSON."""
    printed = {name: value for name, value in article.metadata().items() if name not in NOT_PRINTED}
    return {
        "kind": article.kind.value,
        **printed,
        "key_points": list(article.texts(BlockType.KEY_POINT)),
        "headings": list(article.texts(BlockType.HEADING)),
        "paragraphs": list(article.texts(BlockType.PARAGRAPH)),
        "captions": list(article.texts(BlockType.CAPTION)),
        "blocks": [block_form(block) for block in article.blocks],
        "flags": [flag.value for flag in article.flags],
    }


def block_form(block: Block) -> dict[str, Any]:
    """Return one block as plain data, ready for JSON."""
    return {
        "type": block.type.value,
        "text": block.text,
        "lines": [list(span) for span in block.lines],
        "flags": [flag.value for flag in block.flags],
    }
