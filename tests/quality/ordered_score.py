"""How well generated texts in source order are read: shares of right values, and how many were invented."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.article import Article, BlockType
from app.ingest.parse import parse_page
from app.ingest.source.read import reader_of
from tests.quality.marked import Marked
from tests.quality.ordered import Generated, Truth

EXACT = ("title", "kicker", "subtitle", "authors", "date", "newspaper", "edition", "column")
NEVER_INVENTED = ("date", "newspaper", "authors")
ORDERED = 390
"""Texts of the suite, thirty of each kind."""


def measure_ordered(texts: Iterable[Generated]) -> dict[str, float]:
    """Return by field the share of articles that have the right value, of those that have or were given one.

    ``nothing_invented`` is the share of articles without a date, newspaper or author that is not printed.
    """
    return _shares((text.articles, parse_page(text.name, text.text).articles) for text in texts)


def measure_marked(files: Iterable[Marked]) -> dict[str, float]:
    """Return the same shares of web pages, Word documents and books."""
    return _shares((file.articles, _read(file)) for file in files)


def _read(file: Marked) -> tuple[Article, ...]:
    reader = reader_of(Path(file.name).suffix)
    if reader is None:
        return parse_page(file.name, file.data.decode()).articles
    found = reader(file.data, file.name)
    return parse_page(file.name, found.text, found.kind, document=found.document).articles


def _shares(pages: Iterable[tuple[Sequence[Truth], Sequence[Article]]]) -> dict[str, float]:
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for truths, articles in pages:
        counted["articles"] += 1
        right["articles"] += len(articles) == len(truths)
        missing = [None] * (len(truths) - len(articles))
        for truth, article in zip(truths, [*articles, *missing], strict=False):
            _compare(truth, article, right, counted)
    return {key: right[key] / count for key, count in counted.items() if count}


def _compare(truth: Truth, article: Article | None, right: Counter[str], counted: Counter[str]) -> None:
    for name in EXACT:
        wanted, got = _dense(getattr(truth, name)), _dense(getattr(article, name, None))
        if wanted or got:
            counted[name] += 1
            right[name] += wanted == got
    counted["nothing_invented"] += 1
    right["nothing_invented"] += not any(
        getattr(article, name, None) and not getattr(truth, name) for name in NEVER_INVENTED
    )
    found = article.blocks if article else ()
    for name, kind, texts in (
        ("heading", BlockType.HEADING, truth.headings),
        ("paragraph", BlockType.PARAGRAPH, truth.body),
    ):
        wanted_texts = Counter(map(_dense, texts))
        got_texts = Counter(_dense(block.text) for block in found if block.type is kind)
        counted[name] += max(sum(wanted_texts.values()), sum(got_texts.values()))
        right[name] += sum((wanted_texts & got_texts).values())


def _dense(value: object) -> object:
    """Return a text without white space; spaces are a matter of taste here."""
    if isinstance(value, str):
        return "".join(value.split())
    return tuple("".join(str(each).split()) for each in value) if isinstance(value, tuple) else value
