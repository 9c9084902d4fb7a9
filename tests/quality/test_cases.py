"""Shapes of pages that the five do not show: interviews, notices, continued lines, levels of headings."""

import json
from pathlib import Path

import pytest

from app.article import Article, BlockType
from app.ingest.parse import parse_page
from tests.quality.accounting import unaccounted, uncovered

CASES = Path(__file__).parent / "cases"


def close(text: str | None) -> str | None:
    """A title as it is compared: a space in it is a matter of taste."""
    return text and text.replace(" ", "")


def said(article: Article, wanted: dict[str, object]) -> dict[str, object]:
    """An article in the shape of a truth file, with no more keys than the truth has."""
    body = (BlockType.HEADING, BlockType.PARAGRAPH)
    blocks = [{"type": b.type.value, "text": b.text} for b in article.blocks if b.type in body]
    values = {
        "kind": article.kind.value,
        "title": close(article.title),
        "subtitle": article.subtitle,
        "kicker": article.kicker,
        "authors": list(article.authors),
        "affiliation": article.affiliation,
        "source_note": article.source_note,
        "blocks": blocks,
    }
    return {key: values[key] for key in wanted}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_read_as_a_person_would(path: Path) -> None:
    page = parse_page(path.stem, path.read_text(encoding="utf-8"))
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"]
    articles = [article for article in page.articles if article.kind != "caption"]
    assert [said(article, truth) for article, truth in zip(articles, wanted, strict=False)] == wanted
    assert len(articles) == len(wanted)
    assert not unaccounted(page)
    assert not uncovered(page)
