"""Mint the ids of pages, articles and blocks: a sketch of the text and a hash of what it belongs to.

An id depends on content alone. Where two pages hold the same article, ids that stand keep standing and
the newcomer's hashes are salted with its page's id.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from hashlib import blake2b
from itertools import chain, count, islice

from app.article import Article, BlockType, Page
from app.frozen import dataclass
from app.permalinks.openings import opening_words
from app.permalinks.sketch import ALPHABET, encode, normalize_all, sketches
from app.store.rows import (
    TITLE,
    PageRows,
    PageSource,
    StoredArticle,
    StoredBlock,
    StoredPage,
    lead_of,
)

OPENING = 64
"""Characters of the first paragraph that an article's id depends on."""
OWN_SALTS = 3
"""Salted ids looked at when a page is parsed again, to find those it already holds."""

_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

Owners = Callable[[list[str]], Mapping[str, str]]
"""Of some ids, those that stand in the store → the page each belongs to."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A text that needs an id: the page it stands on, the name that is hashed, its sketch."""

    page: str
    name: str
    """The input of the hash: type, article, text and ordinal."""
    sketch: str

    def plain(self) -> str:
        """Return the id that it gets unless another text has it."""
        return self.sketch + _hash(self.name)

    def salted(self) -> Iterator[str]:
        """Iterate over the ids it may get instead; another page's texts get others."""
        return (self.sketch + _hash(f"{self.name}\0{self.page}\0{salt}") for salt in count(1))


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A parsed page and the file it came from."""

    page: Page
    file: str


def mint(parsed: Iterable[ParsedPage], owners: Owners, leaving: Set[str]) -> list[PageRows]:
    """Return the rows of parsed pages with all their ids.

    ``owners`` tells which ids stand and on which page; ``leaving`` are the pages of the store that go or are
    written anew: what they held and no longer hold is free for others.
    """
    every = list(parsed)
    articles = [(source.page.id, article) for source in every for article in source.page.articles]
    keys = _keys(articles)
    article_ids = _assign(_unassigned_articles(articles, *keys), owners, leaving)
    block_ids = _assign(_unassigned_blocks(articles, *keys), owners, leaving)
    names, blocks = iter(article_ids), iter(block_ids)
    return [_page_rows(source, names, blocks) for source in every]


def _hash(name: str) -> str:
    """Return six characters of a hash: 30 bits."""
    number = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).digest()) >> 2
    return _PAIRS[number >> 20] + _PAIRS[number >> 10 & 1023] + _PAIRS[number & 1023]


def _opening(article: Article) -> str:
    return next((b.text for b in article.blocks if b.type == BlockType.PARAGRAPH), "")[:OPENING]


def _keys(articles: list[tuple[str, Article]]) -> tuple[list[str], list[str]]:
    """Return the normalized title of each article, and the normalized opening."""
    return (
        normalize_all([article.title or "" for _, article in articles]),
        normalize_all([_opening(article) for _, article in articles]),
    )


def _unassigned_articles(
    articles: list[tuple[str, Article]], titles: list[str], openings: list[str]
) -> list[Unassigned]:
    drawn = encode(sketches([title + opening for title, opening in zip(titles, openings, strict=True)]))
    return [
        Unassigned(page, f"article\0{title}\0{opening}", sketch)
        for (page, _), title, opening, sketch in zip(articles, titles, openings, drawn, strict=True)
    ]


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    """Iterate over type and text of all in an article that can be linked to, its title first."""
    if article.title:
        yield TITLE, article.title
    yield from ((block.type, block.text) for block in article.blocks)


def _unassigned_blocks(
    articles: list[tuple[str, Article]], titles: list[str], openings: list[str]
) -> list[Unassigned]:
    own = normalize_all([text for _, article in articles for _, text in _texts(article)])
    rest = zip(own, encode(sketches(own)), strict=True)
    found: list[Unassigned] = []
    for (page, article), title, opening in zip(articles, titles, openings, strict=True):
        seen: dict[tuple[str, str], int] = {}
        for block_type, _ in _texts(article):
            text, sketch = next(rest)
            ordinal = seen[block_type, text] = seen.get((block_type, text), 0) + 1
            name = f"{block_type}\0{title or opening}\0{text}\0{ordinal}"
            found.append(Unassigned(page, name, sketch))
    return found


def _assign(wanted: list[Unassigned], owners: Owners, leaving: Set[str]) -> list[str]:
    """Return an id for each: one that its page holds already, else the first that is free."""
    plain = [one.plain() for one in wanted]
    standing = dict(owners(plain))
    times = Counter(plain)
    # Of texts that are new and the only ones of their kind no other id is wanted: those are most.
    unsettled = [
        one
        for one, known in zip(wanted, plain, strict=True)
        if one.page in leaving or known in standing or times[known] > 1
    ]
    standing |= owners([known for one in unsettled for known in islice(one.salted(), OWN_SALTS)])
    taken: set[str] = set()
    kept = [_kept(one, known, standing, taken, leaving) for one, known in zip(wanted, plain, strict=True)]
    return [
        own or _free(chain((known,), one.salted()), standing, taken, leaving)
        for one, known, own in zip(wanted, plain, kept, strict=True)
    ]


def _kept(
    one: Unassigned, plain: str, standing: Mapping[str, str], taken: set[str], leaving: Set[str]
) -> str | None:
    """Return the id that the page holds for this text since an earlier build."""
    if one.page not in leaving:
        return None
    for known in chain((plain,), islice(one.salted(), OWN_SALTS)):
        if standing.get(known) == one.page and known not in taken:
            taken.add(known)
            return known
    return None


def _free(ids: Iterator[str], standing: Mapping[str, str], taken: set[str], leaving: Set[str]) -> str:
    """Return the first id that neither this build nor a page that stays has given to another text."""
    known = next(k for k in ids if k not in taken and (k not in standing or standing[k] in leaving))
    taken.add(known)
    return known


def _page_rows(source: ParsedPage, article_ids: Iterator[str], block_ids: Iterator[str]) -> PageRows:
    page = source.page
    articles: list[StoredArticle] = []
    blocks: list[StoredBlock] = []
    openings = opening_words(page.articles)
    for position, (article, opening) in enumerate(zip(page.articles, openings, strict=True)):
        own = next(article_ids)
        articles.append(_stored_article(page.id, position, own, article, opening))
        blocks.extend(_stored_blocks(own, article, block_ids))
    stored = StoredPage(
        id=page.id,
        file=source.file,
        position=0,
        encoding=page.encoding,
        characters=sum(article.characters for article in articles),
        articles=len(articles),
        notes=page.notes,
        folder=page.folder,
        folder_titles=page.folder_titles,
    )
    return PageRows(
        stored, PageSource(page.source, page.unused, page.printed), tuple(articles), tuple(blocks)
    )


def _stored_article(page: str, position: int, own: str, article: Article, opening: str) -> StoredArticle:
    return StoredArticle(
        id=own,
        page=page,
        position=position,
        kind=article.kind,
        opening=opening,
        lead=lead_of(article),
        characters=sum(len(block.text) for block in article.blocks),
        paragraphs=len(article.texts(BlockType.PARAGRAPH)),
        flags=article.flags,
        parts=article.parts,
        **article.metadata(),
    )


def _stored_blocks(own: str, article: Article, ids: Iterator[str]) -> Iterator[StoredBlock]:
    if article.title:
        yield StoredBlock(next(ids), own, 0, TITLE, None, article.title)
    n = 0
    for position, block in enumerate(article.blocks, start=1):
        n += block.type == BlockType.PARAGRAPH
        number = n if block.type == BlockType.PARAGRAPH else None
        yield StoredBlock(
            next(ids),
            own,
            position,
            block.type,
            number,
            block.text,
            block.lines,
            block.flags,
            block.confidence,
            block.level,
            block.boxes,
        )
