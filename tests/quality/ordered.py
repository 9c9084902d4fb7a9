"""Generated texts in source order, as crawlers, archives and offices leave them, with the right answer.

A text follows from its number alone. Its truth has what a reader with the text in hand would write down; what
is not printed is None, and a value given all the same is invented.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.quality.ordered_words import COLUMNS, PAPERS, PLAIN_HEADINGS, POSTS, TRADITIONAL, VERSE, Words

INSET = "　　"


@dataclass(slots=True)
class Truth:
    """What one article of a generated text is."""

    title: str | None
    body: list[str]
    kicker: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    headings: list[str] = field(default_factory=list)
    date: str | None = None
    newspaper: str | None = None
    edition: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Generated:
    """A text and its truth."""

    name: str
    text: str
    articles: tuple[Truth, ...]


Made = tuple[str, list[Truth]]


def generated_texts(count: int, first: int = 0) -> Iterator[Generated]:
    """Return texts number ``first`` to ``first + count - 1``; the kinds take turns."""
    kinds = list(KINDS)
    for number in range(first, first + count):
        kind = kinds[number % len(kinds)]
        text, articles = KINDS[kind](Words(Random(f"ordered {number} {kind}")))
        yield Generated(f"{number:05d}-{kind}", text, tuple(articles))


def body_lines(words: Words, headings: str = "") -> tuple[list[str], list[str]]:
    """Return the lines of a body and its headings: ``plain``, ``numbered`` or none."""
    lines = [words.paragraph()]
    found: list[str] = []
    if headings:
        plain = words.rng.sample(PLAIN_HEADINGS, 3)
        found = (
            plain
            if headings == "plain"
            else [f"{n}、{text}" for n, text in zip("一二三", plain, strict=True)]
        )
    for heading in found or [""]:
        lines += [heading] if heading else []
        lines += [words.paragraph() for _ in range(words.rng.randint(1, 3))]
    return lines, found


def _inset(lines: Sequence[str]) -> str:
    return "\n".join(INSET + line for line in lines)


def title_block(words: Words) -> tuple[list[str], Truth]:
    """Return the lines above a crawled article and what they are."""
    truth = Truth(words.title(), [])
    form = words.rng.randrange(7)
    if form == 1:
        truth.kicker, truth.title = words.kicker(), words.two_halves()
    elif form == 2:
        truth.kicker = f"{words.place}的{words.theme}修缮一年间——"
    elif form == 3:
        truth.subtitle = f"——{words.place}{words.theme}走访记"
    elif form == 4:
        truth.kicker, truth.title = words.kicker(), words.two_halves()
        truth.subtitle = f"——来自{words.place}的调查"
    elif form == 5:
        truth.column = words.rng.choice(COLUMNS)
        truth.title = f"{truth.title}（{truth.column}）"
    elif form == 6:
        truth.kicker = f"部门分头负责、邻里一齐动手，让{words.theme}重新热闹起来——"
        truth.column = words.rng.choice(COLUMNS)
        truth.title = f"{truth.title}（{truth.column}）"
    return [line for line in (truth.kicker, truth.title, truth.subtitle) if line], truth


def _crawled(words: Words, blanks: int = 0, headings: str = "plain") -> Made:
    """Return an article as a crawler saves it: title lines, a byline or none, every paragraph set in."""
    block, truth = title_block(words)
    names = words.names()
    byline = words.rng.randrange(4)
    if byline == 1:
        block.append("本报记者　" + "　".join(" ".join(n) if len(n) == 2 else n for n in names))
    elif byline == 2:
        block.append("　".join(names))
    lines, truth.headings = body_lines(words, headings)
    if byline == 3:
        lines[0] = f"本报{words.place}6月3日电  （记者{'、'.join(names)}）{lines[0]}"
    truth.authors = names if byline else ()
    truth.body = [line for line in lines if line not in truth.headings]
    gap = "\n" * (blanks + 1)
    return gap.join(block) + "\n\n" + _inset(lines) + "\n", [truth]


def _spread(words: Words) -> Made:
    return _crawled(words, blanks=words.rng.randint(1, 3), headings="numbered")


def _noted(words: Words) -> Made:
    """Return a crawled article with a note, an end line and an editor below."""
    text, (truth,) = _crawled(words, headings="")
    truth.date, year, month, day = words.date()
    truth.newspaper, truth.edition = words.rng.choice(PAPERS), str(words.rng.randint(1, 20))
    notes = f"{INSET}（作者为{words.place}文化馆馆员）\n" if truth.authors else ""
    end = f"《{truth.newspaper}》（ {year}年{month:02}月{day:02}日   第 {int(truth.edition):02} 版）"
    return f"{text}{notes}\n{end}\n(责编：{words.name()}、{words.name()})\n", [truth]


def _archive(words: Words) -> Made:
    """Return a day of an archive: header, title set in once more, text."""
    texts, truths = [], []
    day = words.date()[0]
    for _ in range(words.rng.randint(2, 5)):
        truth = Truth(words.title(), [], date=day, edition=str(words.rng.randint(1, 8)))
        truth.authors = words.names(2) if words.rng.random() < 0.6 else ()
        lines, truth.headings = body_lines(words, words.rng.choice(["", "", "numbered"]))
        truth.body = [line for line in lines if line not in truth.headings]
        author = ";".join(truth.authors)
        byline = (
            [f"本报记者  {'  '.join(truth.authors)}"] if truth.authors and words.rng.random() < 0.5 else []
        )
        section = words.rng.choice(["", "", "文教", "国际"])
        header = f"{truth.title}\n{author}\n{day}\n第{truth.edition}版({section})\n专栏：\n\n"
        texts.append(
            header + "\n".join("    " + line for line in [truth.title or "", *byline, *lines]) + "\n"
        )
        truths.append(truth)
    return "\n".join(texts), truths


def _web(words: Words) -> Made:
    """Return a page copied from the web with what stands around its text."""
    truth = Truth(words.title(), [], date=words.date()[0])
    truth.authors = words.names(1) if words.rng.random() < 0.7 else ()
    paper = words.rng.choice(PAPERS)
    author = f"　作者：{truth.authors[0]}" if truth.authors else ""
    truth.body = body_lines(words)[0]
    trail = words.rng.choice(["", "首页 > 新闻 > 正文\n", "当前位置：首页 > 文化\n"])
    stamp = words.rng.choice(
        [
            f"{truth.date} 08:15　来源：{paper}{author}",
            f"发布时间：{truth.date}　来源：{paper}{author}　浏览次数：1024",
        ]
    )
    buttons = words.rng.choice(["", "字号：大 中 小　打印　分享到：\n", "【字体：大 中 小】\n"])
    below = words.rng.choice(
        [
            f"（责任编辑：{words.name()}）\n【打印】【关闭】",
            f"上一篇：{words.title()}\n下一篇：{words.title()}",
            f"相关阅读\n{words.title()}\n{words.title()}",
        ]
    )
    return f"{trail}{truth.title}\n{stamp}\n{buttons}{_inset(truth.body)}\n{below}\n", [truth]


def _document(words: Words) -> Made:
    """Return an official document: addressee, numbered headings, attachment, signature, date."""
    date, year, month, day = words.date()
    body = f"{words.place}人民政府办公室"
    truth = Truth(
        f"关于做好{words.theme}修缮工作的{words.rng.choice(['通知', '意见', '通告'])}", [], date=date
    )
    lines, truth.headings = body_lines(words, "numbered")
    head = [f"各乡镇人民政府，{words.place}直各单位："] if words.rng.random() < 0.8 else []
    foot = [f"附件：{words.theme}修缮清单"] if words.rng.random() < 0.6 else []
    lines = [*head, *lines, *foot]
    signed = [body, f"{year}年{month}月{day}日"]
    truth.body = [line for line in [*lines, *signed] if line not in truth.headings]
    deep = words.rng.choice(["", "　" * 16])
    return f"{truth.title}\n\n" + "\n".join(lines) + "\n\n" + "\n".join(
        deep + line for line in signed
    ) + "\n", [truth]


def _letter(words: Words) -> Made:
    """Return a letter without a title, or with one."""
    date, year, month, day = words.date()
    title = f"致{words.place}父老乡亲的一封信" if words.rng.random() < 0.4 else None
    body = [
        f"{words.place}图书馆的各位老师：",
        "你们好！",
        words.paragraph(),
        words.paragraph(),
        "此致",
        "敬礼！",
    ]
    truth = Truth(title, [*body, words.name(), f"{year}年{month}月{day}日"], date=date)
    return "\n\n".join([*([title] if title else []), *truth.body]) + "\n", [truth]


def _contributors(words: Words) -> Made:
    """Return a title, an editor's word and contributions with titles and names of their own."""
    column = words.rng.choice(COLUMNS)
    opening = Truth(f"{words.title()}（{column}）", [words.paragraph(), "——编者"], column=column)
    lines = [opening.title or "", "", INSET + opening.body[0], INSET + "——编  者", INSET]
    truths = [opening]
    for title in words.rng.sample(PLAIN_HEADINGS, words.rng.randint(2, 4)):
        truth = Truth(title, [words.paragraph(), words.paragraph()], authors=words.names(1))
        lines += [INSET + title, INSET + truth.authors[0], *(INSET + text for text in truth.body), INSET]
        truths.append(truth)
    return "\n".join(lines) + "\n", truths


def _speech(words: Words) -> Made:
    """Return a report with its occasion, day and speaker, blank lines between all lines."""
    date, year, month, day = words.date()
    truth = Truth(
        f"{words.theme}常新惠及乡里 为建设美丽{words.place}而努力", [], date=date, authors=words.names(1)
    )
    truth.subtitle = f"——在{words.place}第{words.rng.choice('三四五六')}次代表大会上的报告"
    lines, truth.headings = body_lines(words, "numbered")
    lines = ["各位代表：", *lines]
    truth.body = [line for line in lines if line not in truth.headings]
    post = words.rng.choice(["", "", words.rng.choice(POSTS) + "　"])
    head = [
        *(truth.title or "").split(" "),
        truth.subtitle,
        f"（{year}年{month}月{day}日）",
        post + truth.authors[0],
    ]
    return "\n\n\n".join([*head, *lines]) + "\n", [truth]


def _taiwan(words: Words) -> Made:
    title, text = words.rng.choice(TRADITIONAL)
    names = words.names(2)
    line = words.rng.choice(["〔記者{}／{}報導〕", "【記者{}／{}報導】", "〔記者{}／{}報導〕"]).format(
        "、".join(names), words.place
    )
    return f"{title}\n\n{line}{text}\n\n{text}\n", [Truth(title, [line + text, text], authors=names)]


def _chronicle(words: Words) -> Made:
    days = sorted(words.date()[1:] for _ in range(3))
    truth = Truth(f"{words.place}{words.theme}大事记", [words.sentence()] if words.rng.random() < 0.5 else [])
    for year, month, day in days:
        truth.body += [f"{year}年{month}月{day}日", words.sentence()]
    return f"{truth.title}\n\n{_inset(truth.body)}\n", [truth]


def _poem(words: Words) -> Made:
    truth = Truth(f"{words.theme}边的歌", words.rng.sample(VERSE, 8), authors=words.names(1))
    verses = ["\n".join(truth.body[:4]), "\n".join(truth.body[4:])]
    return f"{truth.title}\n\n{truth.authors[0]}\n\n" + "\n\n".join(verses) + "\n", [truth]


def _listed(words: Words) -> Made:
    """Return rules in a numbered list of short lines."""
    marks = words.rng.choice([["1. ", "2. ", "3. "], ["（1）", "（2）", "（3）"], ["①", "②", "③"]])
    items = [mark + text for mark, text in zip(marks, words.rng.sample(PLAIN_HEADINGS, 3), strict=True)]
    truth = Truth(f"{words.theme}使用须知", ["请大家注意以下事项：", *items, words.sentence()])
    return f"{truth.title}\n\n" + "\n".join(truth.body) + "\n", [truth]


KINDS: dict[str, Callable[[Words], Made]] = {
    "crawled": _crawled,
    "spread": _spread,
    "noted": _noted,
    "archive": _archive,
    "web": _web,
    "document": _document,
    "letter": _letter,
    "contributors": _contributors,
    "speech": _speech,
    "taiwan": _taiwan,
    "chronicle": _chronicle,
    "poem": _poem,
    "listed": _listed,
}
