"""Pages made of the five pages' articles, recombined, shortened and set anew.

A page follows from its number alone. Its truth is what a reader with the paper in hand would write
down: where the style drops a title, the truth has none.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from app.article import Article, Block, BlockType, Flag, Kind
from tests.quality.families import FAMILIES, style_of
from tests.quality.known import KnownPage, known_pages
from tests.quality.makeup import make_up
from tests.quality.typeset import Style, set_article

NAMES = [
    "罗雨泽",
    "杨长湧",
    "蒋金法",
    "龙晓柏",
    "贾若祥",
    "叶欣",
    "连欣",
    "李瑞峰",
    "欧阳明远",
    "王琳",
    "陈 思",
]
KICKERS = ["深入学习贯彻习近平新时代中国特色社会主义思想", "高质量发展观察", "学习贯彻党的二十大精神"]
CAPTIONS = [
    "日前，第三届进口商品展览会在广西南宁举办，图为观众在展台前了解新产品。",
    "4月18日，工人在浙江宁波一家企业的智能生产线上作业。当地加快推进数字化改造，产能稳步提升。",
]
MOVED = ("above_previous", "below_next_head")
CREDITS = ["新华社记者 魏培全 摄", "本报记者 林小满 摄", "（新华社发）"]


def generated_pages(count: int, first: int = 0) -> Iterator[KnownPage]:
    """Pages number ``first`` to ``first + count - 1``; families take turns."""
    families = list(FAMILIES)
    for number in range(first, first + count):
        yield generated_page(number, families[number % len(families)])


def generated_page(number: int, family: str) -> KnownPage:
    """One page, the same at each call."""
    rng = Random(f"page {number} {family}")
    style = style_of(family, rng)
    articles = _articles(style, rng)
    galleys = [set_article(article, style, rng) for article in articles]
    caption = _caption(rng) if style.caption else None
    text = make_up(galleys, caption, style, rng)
    truth = (*articles, caption) if caption else tuple(articles)
    return KnownPage(f"{number:05d}-{family}", text, truth, family)


def _pool() -> list[Article]:
    return [a for page in known_pages() for a in page.articles if a.kind == Kind.ARTICLE]


def _articles(style: Style, rng: Random) -> list[Article]:
    pool = _pool()
    titled = [article for article in pool if article.title]
    chosen = rng.sample(titled, 2) if style.key_points or rng.random() < 0.7 else []
    rest = [article for article in pool if article not in chosen]
    chosen += rng.sample(rest, rng.randint(2, 4) - len(chosen))
    if style.key_points and not any(a.texts(BlockType.KEY_POINT) for a in chosen):
        chosen[0] = rng.choice([a for a in pool if a.texts(BlockType.KEY_POINT) and a not in chosen])
    if style.title in MOVED:
        # A title or byline moved between others would be anybody's guess unless both articles have them.
        chosen = [*rng.sample(titled, 2), *rng.sample([article for article in rest if not article.title], 1)]
    else:
        rng.shuffle(chosen)
    articles = [_dressed(article, style, rng) for article in chosen]
    if style.title in MOVED:
        articles[:2] = [replace(article, authors=_names(rng)) for article in articles[:2]]
    return [
        _ended(article, rng) if _next_is_bare(articles, at) else article
        for at, article in enumerate(articles)
    ]


def _dressed(article: Article, style: Style, rng: Random) -> Article:
    """An article with names, note and kicker dealt anew; its title stays with its body."""
    title = None if style.title == "absent" else article.title
    with_names = style.byline != "none" and (
        title is not None or style.title == "absent" and rng.random() < 0.5
    )
    return replace(
        article,
        title=title,
        kicker=rng.choice(KICKERS) if style.kicker and title else None,
        authors=_names(rng) if with_names else (),
        affiliation=None if style.note == "none" else article.affiliation or _affiliation(rng),
        source_note=None,
        blocks=_shortened(article.blocks, style.key_points, rng),
    )


def _names(rng: Random) -> tuple[str, ...]:
    return tuple(name.replace(" ", "") for name in rng.sample(NAMES, rng.choice([1, 1, 2, 3])))


def _affiliation(rng: Random) -> str:
    return rng.choice([a.affiliation for a in _pool() if a.affiliation])


def _shortened(blocks: tuple[Block, ...], key_points: bool, rng: Random) -> tuple[Block, ...]:
    """Three to eight of the paragraphs, the headings that still lead one, key points where wanted."""
    whole = [b for b in blocks if b.type == BlockType.PARAGRAPH and not _fragment(b)]
    kept = {b.text for b in [whole[0], *rng.sample(whole, min(len(whole), rng.randint(3, 8)))]}
    result: list[Block] = []
    for block in blocks:
        if block.type == BlockType.HEADING and result and result[-1].type == BlockType.PARAGRAPH:
            result.append(block)
        elif block.type == BlockType.HEADING and result and result[-1].type == BlockType.HEADING:
            result[-1] = block
        elif (block.type == BlockType.PARAGRAPH and block.text in kept) or (
            block.type == BlockType.KEY_POINT and key_points
        ):
            result.append(block)
    return tuple(result[:-1] if result[-1].type == BlockType.HEADING else result)


def _fragment(block: Block) -> bool:
    torn = {Flag.HEAD_MISSING, Flag.TAIL_MISSING}
    return bool(torn & set(block.flags)) or block.text[-1] not in "。！？”" or len(block.text) < 30


def _next_is_bare(articles: list[Article], at: int) -> bool:
    """Nothing shows where the next article begins or this one ends."""
    follower = articles[at + 1] if at + 1 < len(articles) else None
    bare = follower is not None and not (follower.title or follower.authors)
    return bare and articles[at].affiliation is None


def _ended(article: Article, rng: Random) -> Article:
    return replace(article, source_note="据新华社")


def _caption(rng: Random) -> Article:
    text = rng.choice(CAPTIONS)
    return Article(Kind.CAPTION, (Block(BlockType.CAPTION, text),), source_note=rng.choice(CREDITS))
