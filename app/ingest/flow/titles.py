"""The title block of an item: kicker, title, subtitle, byline and date above its text.

In source order a title stands before its text, so only the lines above the first line of running text are
asked. Which of several lines is the title is told by marks first (a dash after a kicker, a dash before a
subtitle, （栏目） after a title), then by their form (two halves parted by a space; the shorter line).
"""

import re
from collections.abc import Sequence

from app.frozen import dataclass
from app.ingest.lines import wording
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.title_lines import DOCUMENT, is_one, is_one_phrase, join_title, joined
from app.ingest.lines.width import width
from app.lazy_pattern import lazy_pattern
from app.text import simplify

DASH = r"[—―─–-]"
SUBTITLE = lazy_pattern(
    r"^(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日在.{4,40}上$|"
    rf"^(?:{DASH}{{1,3}}|一一)\s?\S|^[(（]?副(?:标)?题[:：]"
)
_KICKER_END = lazy_pattern(
    rf"(?:{DASH}{{2,3}}|一一|[:：…]|(?<![小学传评解演游劝诉听照])说|认为|指出|宣称|声称|透露)$"
)
_SPEECH = lazy_pattern(
    r"上的[\u4e00-\u9fff]{0,8}(?:报告|讲话|演讲|致辞|致词|发言|开幕词|闭幕词|总结|说明)$|^[—―─–-]{1,3}(?:纪念|论|读|评|学习|致|写在).{2,40}$"
)
_COLUMN = lazy_pattern(r"[（(【]([^（）()【】]{2,24})[)）】]$")
_BRACKETED = lazy_pattern(r"[【〔\[〖「『■◆●][^【】〔〕\[\]「」『』]{2,12}[】〕\]〗」』■◆●]")
"""The name of a column above a title: 【云溪论坛】."""
_NO_COLUMN = lazy_pattern(
    r"^[\d〇零一二三四五六七八九十百]+$|^[上中下续终完甲乙丙]{1,2}$|^(?:之|第).{1,4}$|\d{4}|[年月日]$|节选|摘要|摘编|全文|修订|修正|试行|草案|暂行|征求意见|送审|讨论稿|"
    r"提纲|诗|散文|小说|歌词|随笔|速写|报告文学|特写|童话|剧本|书法|单位|[:：]|附图|组图|附表|连载|转载|图|代序|代跋|外.{1,3}[首篇则]|[一二三四五六七八九十两]则|[一二三四五六七八九十两]首|版|稿$"
)
_SECTION = lazy_pattern(
    r"[\u4e00-\u9fff]{0,4}(?:要闻|新闻|动态|快讯|头条|资讯|时政|公告|专题|社会|文化|国内|国际|经济)"
)
"""The section of a site, printed above a title."""
_TOPIC = lazy_pattern(r"^.{2,30}日电\s?题\s?[:：]\s?(?=\S)")
"""What agencies set before a title: 新华社北京6月11日电 题：."""
_MARK = lazy_pattern(r"^[■▇◆●▲★□◇○]\s?(?=\S)")
"""What the titles of a list are marked with."""
_HALVES = lazy_pattern(r"\S{2,}\s+\S{2,}")
SITE = lazy_pattern(
    r"\s?[-_|—–]+\s?[\u4e00-\u9fff]{2,10}(?:日报|晚报|时报|周报|报社|网|新闻|在线|客户端|频道|早报|电子报|公报|传媒|论坛|之声|首页|报)(?:\s?[-_|].{0,20})?$"
)
_PART_OF_SERIES = lazy_pattern(r"\S[（(][一二三四五六七八九十\d]{1,2}[)）]$")
"""A number behind a title; the name of its series is shorter: 一线见闻 / 村口那家小卖部（三）."""
_PARTS = 2
"""A line of more parts sums a text up: 降低准入门槛　破除隐性壁垒　优化政务服务."""


@dataclass(frozen=True, slots=True)
class Named:
    """Lines of a title block by what they are, and how many of them each takes."""

    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    sizes: tuple[int, int, int] = (0, 0, 0)
    """Lines of the kicker, the title, the subtitle."""


def compose(lines: Sequence[str], header_title: str | None = None) -> Named:
    """Return which of the display lines are kicker, title and subtitle.

    >>> compose(["云溪开发区推行一窗办理", "少跑腿 多办事"]).title
    '少跑腿 多办事'
    """
    start, end = 0, len(lines)
    if not lines:
        return Named()
    if header_title:
        start, end = _of_header(lines, header_title)
    else:
        if start < end - 1 and _SECTION.fullmatch(lines[start]):
            start += 1
        while start < end - 1 and _KICKER_END.search(lines[start]) and not SUBTITLE.match(lines[start + 1]):
            start += 1
        named = _BRACKETED.fullmatch(lines[start]) or wording.is_kicker(simplify(lines[start]))
        named = named or (start < end - 1 and _names_kind(lines[start], lines[start + 1]))
        if start < end - 1 and named and not SUBTITLE.match(lines[start + 1]):
            start += 1
        marked = next((at for at in range(start + 1, end) if SUBTITLE.match(lines[at])), end)
        speech = marked < end and _SPEECH.search("".join(lines[marked:]))
        start, end = _title_lines(lines, start, marked, bool(speech))
    whole = join_title(lines[start:end])
    whole = _TOPIC.sub("", _MARK.sub("", whole))
    return Named(
        header_title if _bare(header_title or "") == _bare(whole) else SITE.sub("", whole),
        join_title(lines[:start]) or None,
        joined(lines[end:]) or None,
        (start, end - start, len(lines) - end),
    )


def _names_kind(line: str, below: str) -> bool:
    """Return whether a line only says what the title below it is: 公　告 / …拍卖出让公告."""
    kind, title = remove_whitespace(line), remove_whitespace(below)
    return 2 <= len(kind) <= 4 and len(title) > 2 * len(kind) and title.endswith(kind)


def _of_header(lines: Sequence[str], title: str) -> tuple[int, int]:
    """Return which lines say what the archive's header gives as the title."""
    wanted = _bare(title)
    for start in range(len(lines)):
        for end in range(start + 1, len(lines) + 1):
            if _bare("".join(lines[start:end])) == wanted:
                return start, end
    return 0, len(lines)


def _title_lines(lines: Sequence[str], start: int, end: int, speech: bool) -> tuple[int, int]:
    """Return the first and one past the last line of the title among the unmarked lines."""
    if end - start == 1 or speech:
        return start, end
    if DOCUMENT.match(remove_whitespace("".join(lines[start:end]))) or is_one(lines[start:end]):
        return start, end
    columns = [at for at in range(start, end) if find_column(lines[at])]
    if columns:
        at = columns[-1]
        return (at - 1 if at > start and is_one_phrase(lines[at - 1], lines[at]) else at), at + 1
    if end - start == 2:
        return _of_two(lines, start)
    halved = [at for at in range(start, end) if _HALVES.search(lines[at])]
    if len(halved) == 1 and not _under(lines, halved[0], end):
        return halved[0], halved[0] + 1
    return start + 1, end - 1 if end - start > 2 else end


def _under(lines: Sequence[str], at: int, end: int) -> bool:
    """Return whether the last of three lines is a subtitle in two halves: no shorter than the one above."""
    return at == end - 1 and width(lines[at]) >= width(lines[at - 1])


def _of_two(lines: Sequence[str], start: int) -> tuple[int, int]:
    """Return which of two lines is the title; both, where they are of one make."""
    first, second = lines[start], lines[start + 1]
    if len(second.split()) > _PARTS and width(second) >= width(first):
        return start, start + 1
    if _PART_OF_SERIES.search(second) and not _PART_OF_SERIES.search(first) and width(first) < width(second):
        return start + 1, start + 2
    halves = bool(_HALVES.search(first)), bool(_HALVES.search(second))
    if halves[0] != halves[1]:
        return (start, start + 1) if halves[0] else (start + 1, start + 2)
    longer = width(remove_whitespace(first)) - width(remove_whitespace(second))
    if abs(longer) <= 1.0:
        return start, start + 2
    return (start + 1, start + 2) if longer > 0 else (start, start + 1)


def find_column(title: str) -> str | None:
    """Return the column that a title names in its last bracket: …（美丽云溪）."""
    found = _COLUMN.search(title)
    if (
        not found
        or found.start() < 3
        or _NO_COLUMN.search(found[1])
        or not re.search("[\u4e00-\u9fff]", found[1])
    ):
        return None
    return found[1]


def _bare(text: str) -> str:
    return re.sub(rf"[\s,.、:;!?“”\"'《》()]|{DASH}", "", simplify(text))
