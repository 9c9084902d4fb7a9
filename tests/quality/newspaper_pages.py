"""Pages of articles in layouts drawn by lot, with their truth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from app.article import Article, Block, BlockType, Kind
from tests.quality.known import known_pages
from tests.quality.newspaper import (
    FOOT,
    HEADS,
    Setting,
    Story,
    Type,
    set_story,
)
from tests.quality.press import HEI, KAI, Drawn, Printing, Sheet, Words, printed, text_width

KICKERS = ("新思想引领新征程", "经济新方位", "高质量发展调研行")
SUBTITLES = ("来自一线的调研与思考", "深化改革开放的实践探索")
SOURCES = ("据新华社电", "据央视新闻")
CREDIT = re.compile(r"(?<=[。])[^。]+$")
MARGIN = 36.0


@dataclass(frozen=True, slots=True)
class NewspaperPage:
    """A PDF and the articles that a perfect reader makes of it."""

    name: str
    data: bytes
    articles: tuple[Article, ...]


def newspaper_pages(count: int, seed: int = 1, start: int = 0) -> Iterator[NewspaperPage]:
    """Pages drawn by lot; the same for the same numbers."""
    for number in range(start, start + count):
        rng = Random(f"newspaper-{seed}-{number}")
        sheet, truth = newspaper_page(rng)
        printing = Printing(
            order=rng.choice(("as set", "shuffled", "large last")),
            by=rng.choice(("line", "character")),
            shadow=rng.random() < 0.2,
            rotate=rng.choice((0, 0, 0, 0, 0, 1, 2, 3)),
            sideways=False,
        )
        yield NewspaperPage(f"n{number:03}", printed([sheet], printing, rng), tuple(truth))


def newspaper_page(rng: Random) -> tuple[Sheet, list[Article]]:
    """One page: rows of articles between a head and a foot."""
    type_ = Type(
        size=rng.choice((8.5, 9.0, 9.5, 10.0, 10.5)),
        leading=rng.choice((1.3, 1.42, 1.55)),
        gutter=rng.choice((1.2, 1.6, 2.2)),
        columns=rng.choice((4, 5, 6)),
        measure=rng.choice((12, 14, 17)),
        heading=rng.choice((1.0, 1.1, 1.15, 1.2)),
        heading_left=rng.random() < 0.25,
        title=rng.choice((1.8, 2.2, 2.8)),
        rules=rng.random() < 0.75,
    )
    stories = some_articles(rng)
    rows: list[list[Setting]] = []
    told: list[Article] = []
    while stories and len(rows) < 3:
        row = _row(stories, type_, rng)
        rows.append([setting for setting, _ in row])
        for setting, story in row:
            told += truth_of(story, setting)
    sheet = made_up(rows, type_, rng)
    return sheet, told


def some_articles(rng: Random) -> list[Article]:
    """Articles cut to a length that a page holds, some with a kicker, a source or no author."""
    found = []
    known = [a for page in known_pages() for a in page.articles if a.kind is Kind.ARTICLE and a.title]
    for article in rng.sample(known, min(len(known), 7)):
        most = rng.choice((4, 6, 9))
        blocks = [b for b in article.blocks if b.type in (BlockType.PARAGRAPH, BlockType.HEADING)]
        start = 0 if rng.random() < 0.5 else max(0, rng.randrange(len(blocks)) - most)
        kept = blocks[start : start + most]
        while kept and kept[-1].type is BlockType.HEADING:
            kept.pop()
        if not any(b.type is BlockType.PARAGRAPH for b in kept):
            continue
        essay = bool(article.authors) and rng.random() < 0.8
        found.append(
            replace(
                article,
                blocks=tuple(kept) if essay else tuple(b for b in kept if b.type is BlockType.PARAGRAPH),
                authors=article.authors if essay else (),
                affiliation=article.affiliation if essay else None,
                kicker=rng.choice(KICKERS) if rng.random() < 0.2 else None,
                source_note=rng.choice(SOURCES) if not essay and rng.random() < 0.4 else None,
            )
        )
    return found


def _row(stories: list[Article], type_: Type, rng: Random) -> list[tuple[Setting, Story]]:
    """Articles beside one another that fill the columns of the page."""
    row = []
    left = type_.columns
    while left and stories:
        columns = left if left <= 2 or len(stories) == 1 else rng.randint(1 if left > 3 else 2, left)
        columns = left if left - columns == 1 and rng.random() < 0.5 else columns
        article = stories.pop()
        head = rng.choice(("over", "over", "left", "vertical")) if columns > 1 else "over"
        if head == "vertical" or columns == 1:
            article = replace(article, kicker=None)
        story = Story(
            article,
            columns,
            head=head,
            lines=3 if columns == 1 else rng.choice((1, 1, 2)),
            picture=rng.choice(("", "", "", "top", "middle", "bottom")) if columns > 1 else "",
            subtitle=rng.choice(SUBTITLES)
            if head != "vertical" and columns > 3 and rng.random() < 0.4
            else None,
        )
        story = replace(story, lines=2 if columns == 1 else story.lines)
        row.append((set_story(story, type_, rng), story))
        left -= columns
    return row


def truth_of(story: Story, setting: Setting) -> list[Article]:
    found = [replace(story.article, subtitle=f"——{story.subtitle}" if story.subtitle else None)]
    if setting.caption:
        found.append(
            Article(kind=Kind.CAPTION, blocks=(Block(BlockType.CAPTION, CREDIT.sub("", setting.caption)),))
        )
    return found


def made_up(rows: Sequence[Sequence[Setting]], type_: Type, rng: Random) -> Sheet:
    """The rows on one sheet, with rules between them, a head and a foot."""
    width = type_.span(type_.columns)
    gap = type_.gutter * type_.size
    sheet = Sheet(width + 2 * MARGIN, 0)
    y = 56.0
    for number, row in enumerate(rows):
        high = max(setting.height for setting in row)
        x = MARGIN
        if number and type_.rules:
            level = y - 0.9 * type_.step
            sheet.drawn.append(Drawn("rule", (MARGIN, level, MARGIN + width, level)))
        for index, setting in enumerate(row):
            if index and type_.rules:
                sheet.drawn.append(Drawn("rule", (x - gap / 2, y, x - gap / 2, y + high)))
            setting.sheet.move(x, y)
            sheet.words += setting.sheet.words
            sheet.drawn += setting.sheet.drawn
            x += setting.width + gap
        y += high + 1.8 * type_.step
    sheet.height = y + 30
    _head_and_foot(sheet, rng)
    return sheet


def _head_and_foot(sheet: Sheet, rng: Random) -> None:
    if rng.random() < 0.15:
        return
    right = sheet.width - MARGIN
    first, middle, last = rng.choice(HEADS)
    sheet.words.append(Words(MARGIN, 32, first, 13, HEI))
    sheet.words.append(Words((sheet.width - text_width(middle, 15, KAI)) / 2, 33, middle, 15, KAI))
    sheet.words.append(Words(right - text_width(last, 10), 32, last, 10))
    sheet.drawn.append(Drawn("rule", (MARGIN, 40, right, 40), 1.6))
    sheet.drawn.append(Drawn("rule", (MARGIN, sheet.height - 28, right, sheet.height - 28), 1.2))
    sheet.words.append(Words(MARGIN, sheet.height - 14, FOOT, 8))
