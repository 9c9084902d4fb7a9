"""What a source says of itself outside its text, given to the articles made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.article import PUBLICATION, Article, Flag, Origin
from app.ingest.blocks import Known
from app.ingest.catalogue.merge import Contradiction, agree, notes_about
from app.ingest.flow.titles import SITE
from app.ingest.lines.glyphs import remove_whitespace
from app.messages import Message
from app.text import simplify

COMPARED = ("title", "authors", "newspaper", "date", "edition", "issuing_body", "document_number")
"""What is told where a source says it otherwise than its text."""
OF_ONE = ("title", "subtitle", "kicker", "authors", "affiliation", "url", "document_number")
"""What can only be said of a source that is one text."""


def with_known(
    articles: Sequence[Article], known: Known, origin: Origin, printed_first: bool = False
) -> tuple[list[Article], tuple[Message, ...]]:
    """Return the articles with what their source says of itself, and a note on each contradiction.

    Of one text it goes before what is printed, unless ``printed_first``; of several, what is printed of each
    goes before it.
    """
    alone = len(articles) == 1
    described = [_with(article, known, origin, alone, printed_first) for article in articles]
    notes: list[Message] = []
    for article, after in zip(articles, described, strict=True):
        found = _contradictions(article, after, known, origin)
        notes += notes_about(article, (each for each in found if alone or each.name not in OF_ONE))
    return described, tuple(notes)


def _contradictions(
    article: Article, described: Article, known: Known, origin: Origin
) -> Iterator[Contradiction]:
    """Yield what the source says otherwise than the text; a title may say more."""
    for name in COMPARED:
        printed, said = getattr(article, name), known.get(name)
        if not printed or not said or agree(name, printed, said):
            continue
        sides = (printed, Origin.PRINTED), (said, origin)
        taken, left = sides if getattr(described, name) == printed else sides[::-1]
        yield Contradiction(name, taken, left)


def _with(article: Article, known: Known, origin: Origin, alone: bool, printed_first: bool) -> Article:
    values: dict[str, Any] = {}
    for key, value in known.items():
        if key in OF_ONE and not alone:
            continue
        if (alone and not printed_first) or not getattr(article, key):
            values[key] = value
    title = values.get("title")
    if title is not None:
        # 老街新事 | 云溪日报: the name of the site is no part of the title.
        values["title"] = SITE.sub("", str(title))
    if title is not None and article.title is not None and _says_more(str(title), article.title):
        del values["title"]
    if "title" in values:
        values["flags"] = tuple(flag for flag in article.flags if flag is not Flag.TITLE_NOT_IN_SOURCE)
    body = values.get("issuing_body") or article.issuing_body
    if body in values.get("authors", ()):
        # What an office issues has no author beside it.
        del values["authors"]
    origins = dict(article.origins) | {key: origin for key in values if key in PUBLICATION}
    return replace(article, **values, origins=origins)


def _says_more(known: str, printed: str) -> bool:
    """Say whether a known title holds the printed one, or is the same but for spaces."""
    return remove_whitespace(simplify(printed)) in remove_whitespace(simplify(known))
