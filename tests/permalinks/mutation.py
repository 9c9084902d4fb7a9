"""Random edits of real pages that remember, character by character, where each text came from."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from app.article import Article, Block, BlockType, Kind, Page
from app.ingest.parse import parse_page
from app.ingest.source.decode import decode
from app.permalinks.ids import ParsedPage

SEEDS = Path(__file__).parents[2] / "seeds"
Char = tuple[str, int]
"""A character and a number of its own, which it keeps wherever it goes."""

_numbers = count()


@dataclass
class Text:
    """A block in the making."""

    type: BlockType
    chars: list[Char]

    def __str__(self) -> str:
        return "".join(char for char, _ in self.chars)


@dataclass
class Item:
    """An article in the making."""

    title: str | None
    kind: Kind
    texts: list[Text]


@dataclass
class Press:
    """A few pages that can be edited and printed again."""

    pages: dict[str, list[Item]]
    rng: random.Random

    def print(self) -> list[ParsedPage]:
        """The pages as the parser would give them."""
        return [
            ParsedPage(Page(name, "source", "utf-8", tuple(map(_article, items))), f"{name}.txt")
            for name, items in self.pages.items()
        ]

    def pick(self, wanted: Callable[[Item], bool] = bool) -> tuple[str, Item]:
        """A random article and its page."""
        every = [(name, item) for name, items in self.pages.items() for item in items if wanted(item)]
        return self.rng.choice(every)

    def pick_text(self, item: Item, least: int = 1) -> int:
        """The place of a random paragraph of at least so many characters."""
        places = [
            i for i, t in enumerate(item.texts) if t.type == BlockType.PARAGRAPH and len(t.chars) >= least
        ]
        return self.rng.choice(places)


def _article(item: Item) -> Article:
    return Article(item.kind, tuple(Block(t.type, str(t)) for t in item.texts), title=item.title)


def fresh(text: str) -> list[Char]:
    """New characters."""
    return [(char, next(_numbers)) for char in text]


def press(rng: random.Random) -> Press:
    """The five pages."""
    pages: dict[str, list[Item]] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        found = parse_page(path.stem, decode(path.read_bytes(), path.name).text)
        pages[path.stem] = [_item(article) for article in found.articles]
    return Press(pages, rng)


def _item(article: Article) -> Item:
    return Item(article.title, article.kind, [Text(b.type, fresh(b.text)) for b in article.blocks])


def _has_long(item: Item) -> bool:
    return any(t.type == BlockType.PARAGRAPH and len(t.chars) >= 40 for t in item.texts)


def change_characters(press: Press) -> None:
    """One to thirty characters in a hundred of a paragraph are replaced, lost or doubled."""
    _, item = press.pick(_has_long)
    text = item.texts[press.pick_text(item, 40)]
    for _ in range(max(1, int(len(text.chars) * press.rng.uniform(0.01, 0.3)))):
        place = press.rng.randrange(len(text.chars))
        kind = press.rng.randrange(3)
        new = chr(press.rng.randrange(0x4E00, 0x9000))
        text.chars[place : place + 1] = [[], fresh(new), [text.chars[place], *fresh(new)]][kind]


def add_sentence(press: Press) -> None:
    """A sentence from elsewhere is added at an end or in the middle."""
    _, item = press.pick(_has_long)
    _, other = press.pick(_has_long)
    given = str(other.texts[press.pick_text(other, 40)])[: press.rng.randrange(8, 40)]
    text = item.texts[press.pick_text(item, 40)]
    place = press.rng.choice([0, len(text.chars) // 2, len(text.chars)])
    text.chars[place:place] = fresh(given + "。")


def split(press: Press) -> None:
    """A paragraph becomes two."""
    _, item = press.pick(_has_long)
    at = press.pick_text(item, 40)
    text = item.texts[at]
    place = press.rng.randrange(10, len(text.chars) - 10)
    item.texts[at : at + 1] = [Text(text.type, text.chars[:place]), Text(text.type, text.chars[place:])]


def merge(press: Press) -> None:
    """A paragraph takes in the one that follows."""
    _, item = press.pick(lambda item: bool(_followed(item)))
    at = press.rng.choice(_followed(item))
    item.texts[at : at + 2] = [Text(BlockType.PARAGRAPH, item.texts[at].chars + item.texts[at + 1].chars)]


def _followed(item: Item) -> list[int]:
    types = [text.type for text in item.texts]
    return [i for i in range(len(types) - 1) if types[i] == types[i + 1] == BlockType.PARAGRAPH]


def move_article(press: Press) -> None:
    """An article goes to another page, or to another place of its own."""
    page, item = press.pick()
    press.pages[page].remove(item)
    target = press.pages[press.rng.choice(list(press.pages))]
    target.insert(press.rng.randint(0, len(target)), item)


def change_title(press: Press) -> None:
    """A title is edited, invented, or lost."""
    _, item = press.pick()
    _, other = press.pick()
    item.title = press.rng.choice([(item.title or "") + "（修订）", other.title or "另一个标题", None])


def rename_file(press: Press) -> None:
    """A page's file gets another name."""
    name = press.rng.choice(list(press.pages))
    press.pages = {
        (n if n != name else f"{n[:8]}-{press.rng.randrange(10**6)}"): i for n, i in press.pages.items()
    }


def delete_paragraph(press: Press) -> None:
    """A paragraph goes for good."""
    _, item = press.pick(lambda item: len(item.texts) > 3 and _has_long(item))
    del item.texts[press.pick_text(item, 1)]


EDITS = [change_characters, add_sentence, split, merge, move_article, change_title, rename_file]
"""The edits that links must survive."""


def drop_empty(press: Press) -> None:
    """What an edit left without a character is no paragraph any more."""
    for items in press.pages.values():
        for at, item in enumerate(items):
            items[at] = replace(item, texts=[text for text in item.texts if str(text).strip()])
