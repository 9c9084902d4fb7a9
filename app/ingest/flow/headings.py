"""Which short lines inside a text are headings: numbered ones, and plain ones between paragraphs."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from app.ingest.blocks import SourceType
from app.ingest.flow.roles.words import Role, Told
from app.ingest.lines.byline_patterns import is_name
from app.ingest.lines.width import width
from app.lazy_pattern import lazy_pattern
from app.words.words import is_word

_HAN = "一二三四五六七八九十百千"
_STYLES: Mapping[str, re.Pattern[str]] = {
    "编": lazy_pattern(rf"第[{_HAN}〇零\d]{{1,5}}编"),
    "分编": lazy_pattern(rf"第[{_HAN}〇零\d]{{1,5}}分编"),
    "部分": lazy_pattern(rf"第[{_HAN}\d]{{1,3}}(?:部分|部|篇|卷|辑)"),
    "章": lazy_pattern(rf"第[{_HAN}〇零\d]{{1,5}}章"),
    "节": lazy_pattern(rf"第[{_HAN}〇零\d]{{1,5}}节"),
    "一、": lazy_pattern(rf"[{_HAN}]{{1,3}}\s?[、.．]"),
    "（一）": lazy_pattern(rf"[（(]\s?[{_HAN}]{{1,3}}\s?[)）]"),
    "1.": lazy_pattern(r"\d{1,3}\s?[.、．](?!\d)"),
    "1.1": lazy_pattern(r"\d{1,2}(?:\.\d{1,2}){1,3}\s"),
    "（1）": lazy_pattern(r"[（(]\s?\d{1,3}\s?[)）]"),
    "①": lazy_pattern(r"[①-⑳㈠-㈩]|\d{1,2}[)）]"),
    "■": lazy_pattern(r"(?:[■◆]|●(?!.*[年月日]$))\s?(?=[^\s—-])"),
    "·": lazy_pattern(r"[●▲△·•○□◇▪※►▶➤-]\s?(?=[^\s—-])"),
}
"""How lines are numbered, from the highest level to the lowest."""
DIVISIONS = ("编", "分编", "部分", "章", "节")
_NEVER = frozenset({"①", "·"})
"""Such lines are items of lists."""
_LONGEST, _LONGEST_NUMBERED = 28.0, 44.0
_SPEAKER = lazy_pattern(r"^[^\s：:，。]{1,10}[：:]")
_PARTICULAR = lazy_pattern(
    r"^(?:[问答注附按]|记者|主持人|编者按|编者的话|导语|按语|时间|地点|地址|电话|手机|邮箱|联系人|联系方式|主题|嘉宾|主办|承办|单位|姓名|题记|注释?|来源|提问|回答|网友|读者|摘\s?要|关键词|提要|内容提要|中图分类号|收稿日期|基金项目|作者简介|Abstract|Key\s?words)\s?[：:]"
)
_NO_HEADING = lazy_pattern(
    r"^(?:【[^】]{1,8}】.*[？?]$|[【\[](?:摘要|关键词|关键字|提要|内容提要|编者按|作者简介|基金项目|中图分类号)[】\]]|[—―─–-]{1,3}\s?\S|附件|附[:：]|抄送|主送|此致|敬礼|编\s?者|译者|[（(【〔].*[)）】〕]$|图\s?[\d一二三四五六七八九①-⑳]|表\s?\d|[“‘「『].*[”’」』]$|\d+$|祝|谨祝|顺颂|顺祝|.$)"
)
_ANNEX = lazy_pattern(r"附\s?[件表录]\s?[\d一二三四五六七八九十]{0,2}")
_CONTENTS = lazy_pattern(r"^目\s?[录錄次]$|^contents$", re.IGNORECASE)
_ALONE = (*"一二三四五六七八九十", *(f"十{unit}" for unit in "一二三四五六七八九"), "二十")
_FAR = 6
"""How far signatures are set in at least."""
_SPOKEN = 0.4
"""In a transcript so many of the lines begin with a speaker."""
_RUN = 3
"""So many short lines one after the other are a list, an address, a cast: no headings."""


def style(text: str) -> str | None:
    """Return how a line is numbered."""
    if (
        text[:1] not in "第（([●■◆▲△·•○□◇▪※►▶➤-"
        and text[:1] not in _HAN
        and not text[:1].isdigit()
        and not "①" <= text[:1] <= "㈩"
    ):
        return None
    return next((name for name, pattern in _STYLES.items() if pattern.match(text)), None)


def contents(lines: Sequence[Told]) -> set[int]:
    """Return the positions of a table of contents: 目录 and what is below, until it returns."""
    start = next((at for at, told in enumerate(lines) if told.short and _CONTENTS.match(told.text)), None)
    if start is None:
        return set()
    first = _entry(lines[start + 1].text) if start + 1 < len(lines) else ""
    found = {start}
    for at in range(start + 1, len(lines)):
        if not lines[at].short or (at > start + 1 and _entry(lines[at].text) == first):
            break
        found.add(at)
    return found


def _entry(text: str) -> str:
    """Return an entry of a table of contents without its dots and page."""
    return re.sub(r"[\s.…·⋯]+\d*$|\s", "", text)


def headings(lines: Sequence[Told], taken: Set[int]) -> dict[int, int]:
    """Return the headings among the lines of a text, by position, with their levels from 1.

    ``taken`` are lines that are known to be something else: rows, contents, a signature.
    """
    styles = [style(told.text) if told.short and at not in taken else None for at, told in enumerate(lines)]
    leading = {name for name in set(styles) if name and _leads(name, styles, lines)}
    found: dict[int, str] = {}
    speakers = _Speakers(lines)
    for at, told in enumerate(lines):
        if at in taken:
            continue
        name = styles[at]
        if told.role in (Role.HEADING, Role.RELATED):
            found[at] = ""
        elif name and (name in DIVISIONS or (name in leading and width(told.text) <= _LONGEST_NUMBERED)):
            found[at] = name
        elif name is None and (_names_annex(lines, at, taken) or _is_plain(lines, at, taken, speakers)):
            found[at] = ""
    found |= dict.fromkeys(_numbers_alone(lines, taken), "")
    order = [name for name in _STYLES if name in found.values()]
    return {
        at: lines[at].line.block.level or (order.index(name) + 1 if name else 1) for at, name in found.items()
    }


def _names_annex(lines: Sequence[Told], at: int, taken: Set[int]) -> bool:
    """Return whether a line is the title of what is attached, below 附件1 on a line of its own.

    One that is broken into lines is none: only its first would be.
    """
    if not 0 < at < len(lines) - 1 or not _ANNEX.fullmatch(lines[at - 1].text):
        return False
    broken = lines[at + 1].short and at + 1 not in taken and style(lines[at + 1].text) is None
    return lines[at].short and style(lines[at].text) is None and not broken


def _numbers_alone(lines: Sequence[Told], taken: Set[int]) -> list[int]:
    """Return the lines that are nothing but a number, where they count the parts of a text: 一, 二, 三."""
    found: list[int] = []
    for at, told in enumerate(lines[:-1]):
        number = told.text.strip("（()）、．. ")
        counted = number in _ALONE and _ALONE.index(number) == len(found)
        if counted and at not in taken and lines[at + 1].role in (Role.TEXT, Role.BLOCK):
            found.append(at)
    return found if len(found) > 1 else []


class _Speakers:
    """Who speaks in a text, counted when first asked: most texts never ask."""

    def __init__(self, lines: Sequence[Told]) -> None:
        self._lines = lines

    @cached_property
    def counts(self) -> Counter[str]:
        """How many lines begin with each name and colon."""
        found = (_SPEAKER.match(told.text) for told in self._lines)
        return Counter(speaker[0] for speaker in found if speaker)

    def say(self, text: str) -> bool:
        """Return whether a line is somebody's words, or a particular: 问：…, 时间：…."""
        speaker = _SPEAKER.match(text)
        if not speaker:
            return False
        often = self.counts[speaker[0]] > 1 or self.counts.total() > _SPOKEN * len(self._lines)
        return often or bool(_PARTICULAR.match(text))


def _leads(name: str, styles: Sequence[str | None], lines: Sequence[Told]) -> bool:
    """Return whether lines numbered so lead texts; in a list the next number follows at once."""
    if name in _NEVER:
        return False
    at = [index for index, other in enumerate(styles) if other == name]
    leading = sum(1 for index in at if index + 1 < len(lines) and _is_led(lines[index + 1], name))
    return 2 * leading > len(at)


def _is_led(told: Told, name: str) -> bool:
    """Return whether a line can stand under a heading numbered so: text, or a lower number."""
    other = style(told.text)
    if other == name:
        return False
    order = list(_STYLES)
    return told.role in (Role.TEXT, Role.BLOCK, Role.HEADING) or (
        other is not None and order.index(other) > order.index(name)
    )


def _is_plain(lines: Sequence[Told], at: int, taken: Set[int], speakers: _Speakers) -> bool:
    """Return whether a short line without a number is a heading: between paragraphs, with text below it."""
    told = lines[at]
    known = told.line.block.type is not SourceType.LINE
    if known or not told.short or width(told.text) > _LONGEST or at + 1 >= len(lines) or at + 1 in taken:
        return False
    if (
        _signs(lines, at)
        or _NO_HEADING.match(told.text)
        or speakers.say(told.text)
        or not any(map(str.isalpha, told.text))
    ):
        return False
    before = lines[at - 1] if at else None
    if before is not None and at - 1 not in taken and _goes_on(before, told):
        return False
    if _run(lines, at) >= _RUN:
        return False
    after = lines[at + 1]
    if after.role in (Role.TEXT, Role.BLOCK):
        return width(after.text) > width(told.text)
    return after.short and style(after.text) is not None


def _goes_on(before: Told, told: Told) -> bool:
    """Return whether a line goes on with the one above: 嘉宾：周明远 / 　　　陆平, set in below the name."""
    deeper = told.line.block.indent > before.line.block.indent
    return before.text[-1:] in "：:，、；" or (deeper and bool(_PARTICULAR.match(before.text)))


def _signs(lines: Sequence[Told], at: int) -> bool:
    """Return whether a line far to the right names who wrote what is above: 青溪县　周大明."""
    block = lines[at].line.block
    if block.indent < _FAR or not at:
        return False
    *before, last = block.text.split()
    return bool(before) and is_name(last) and not is_word(last) or is_name("".join([*before, last]))


def _run(lines: Sequence[Told], at: int) -> int:
    """Return how many short lines stand together here; no more than matters."""
    start, end = at, at + 1
    while (
        start > 0 and end - start < _RUN and lines[start - 1].short and style(lines[start - 1].text) is None
    ):
        start -= 1
    while end < len(lines) and end - start < _RUN and lines[end].short and style(lines[end].text) is None:
        end += 1
    return end - start
