"""Classify lines that are not running text: bylines, affiliation notes, sources, credits, furniture.

They are recognised by their own words, before the columns are read, so that no paragraph swallows them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from app.frozen import dataclass
from app.ingest.lines.byline_patterns import parse_byline
from app.ingest.lines.clean import Line
from app.ingest.lines.width import width
from app.ingest.lines.wording import NUMBERED_HEADING, ending_kind, ends_sentence, guide_size
from app.lazy_pattern import lazy_pattern


class LineClass(StrEnum):
    """Class of a line that is not running text."""

    BYLINE = "byline"
    AFFILIATION = "affiliation"
    SOURCE = "source"
    CREDIT = "credit"
    KEY_HEAD = "key head"
    KEY_POINT = "key point"
    FURNITURE = "running head"
    JUMP = "goes on on another page"
    CAPTION = "caption"
    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    ADVERTISEMENT = "advertisement"
    TABLE_ROW = "table row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class ClassifiedLines:
    """Consecutive lines of one class, and the names in them if they are a byline."""

    line_class: LineClass
    lines: tuple[Line, ...]
    text: str
    names: tuple[str, ...] = ()


LineGroup = Line | ClassifiedLines

NOTE_START = lazy_pattern(
    r"^[（(【〔\[［]\s*(?:本文)?(?:第一)?(?:作者|执笔|撰稿|课题组)|^[（(][^（）()。]{4,60}\d{6}\s*[）)]$"
)
"""How a note about authors begins; one with a postcode, as journals print it, may begin in any way."""
_PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "[": "]", "［": "］"}
# Brackets are mixed in print: （ may be closed by ).
_CLOSES = {"）": "（(", ")": "（(", "】": "【", "〕": "〔", "]": "[［", "］": "[［"}
_NOTE_LINES, _NOTE_CHARACTERS = 8, 240

_AGENCY = (
    r"(?:新华社|央视|求是|中新社|《[^》]{2,20}》|"
    r"[\u4e00-\u9fff]{2,8}(?:客户端|日报|时报|晚报|杂志|新闻社|网|新闻))"
)
SOURCE_LINE = lazy_pattern(
    rf"(?:[（(]?(?:均?据|来源[:：]?|转自|摘自|原载(?:于)?)\s*{_AGENCY}[^，。]{{0,12}}[）)]?|[（(]{_AGENCY}(?:供稿|电|讯)?[）)])$"
)
_NAMES_IN_CREDIT = r"[\u4e00-\u9fff]{1,4}(?:[\s、·]+[\u4e00-\u9fff]{1,4}){0,5}"
PHOTO_CREDIT = lazy_pattern(
    rf"[（(]?(?:(?:(?:新华社|本报|中新社|人民图片|视觉中国|[\u4e00-\u9fff]{{2,6}}报)?(?:记者|通讯员|特约记者|实习记者)?|(?:新华社|中新社)发)\s*"
    rf"(?:[（(]\s*)?{_NAMES_IN_CREDIT}\s*[/／]?\s*(?:摄(?:影)?|供图|制图|画|作)|(?:新华社|资料|本报)(?:图片|照片)|(?:图片|照片)(?:由|来源)[^，。]{{2,16}}|"
    rf"(?:(?<=[（(])(?:新华社|中新社)发(?=[）)])))"
    rf"(?:[（(][^（）()]{{1,12}}[）)])?[）)]?$"
)
_PHOTO = lazy_pattern(
    r"(?:摄(?:影)?|供图|制图|图片|照片)[）)]?(?:[（(][^（）()]{1,12}[）)])?[）)]?$|社发[）)]$|摄[（(][^（）()]{1,12}[）)]$"
)
_STOPS = "。！？”…）"
# A credit is no longer than this, a caption has no more lines; columns differ by more than this width.
_LONGEST_CREDIT, _CAPTION_LINES, _ANOTHER_WIDTH = 40, 8, 2.0
# Where few of the lines before have one, a blank line sets the caption apart.
_BLANKS_NEAR, _FEW_BLANKS = 12, 0.25
_MUCH_WIDER, _ABOVE = 8.0, 3
# No column is wider: such a line is a whole paragraph.
_WIDEST = 45.0
_KEY_HEAD = lazy_pattern(
    r"^[\s【\[■●▲◆]*(?:核心提示|核心观点|核心阅读|内容提要|内容提示|本文要点|要点提示|阅读提示|要点)[】\]：:]?$"
)
_BULLET = lazy_pattern(r"^[-–—－●◆■▲•·＊*▪◇○►▶](?!—)\s*(?=\S)")
_DATE = lazy_pattern(
    r"^(?:\d{2,4}|二[〇零○][〇零○一二三四五六七八九]{2})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月"
    r"\s?[\d一二三四五六七八九十]{1,3}\s?日(?:\s?(?:星期|周|农历|第|总第|责编|[A-Z]?\d).{0,24})?$"
)
_PAGE_NUMBER = lazy_pattern(r"^(?:第?\s?[A-Z]?\d{1,3}\s?[版页]?|[·•\-—]\s?\d{1,3}\s?[·•\-—])$")
_IMPRINT = lazy_pattern(
    r"^(?:本版|本期)?(?:责任|值班)?(?:责编|编辑|校对|美编|主编|版式|排版|制图|组版|设计|编审|电子邮箱|邮箱|E-?mail|热线|电话)"
    r"(?:设计)?\s*[:：/].{0,60}$",
    re.IGNORECASE,
)
_EDITOR = (
    r"(?:本版|本期)?(?:责任|值班|执行|见习|智库)?(?:责编|编辑|校对|美编|主编|副主编|版式|编审|组稿|策划|统筹)"
)
EDITOR_LINE = lazy_pattern(
    r"^[\x21-\x7e]+@[\x21-\x7e]+$|^[^。]{0,30}(?:邮箱|投稿|E-?mail)[^。]{0,12}@[^。]{0,30}$|"
    r"^(?:本报)?(?:社址|地址|邮编|邮政编码|传真|网址|总机|(?:订阅|发行|广告)(?:部|热线|电话|投诉|服务)*|(?:投递|新闻|读者)(?:热线|电话|投诉|服务)+)\s*[:：][^。]{0,60}$|"
    r"^国内统一(?:连续出版物号|刊号)|^邮发代号|^(?:统一刊号|国内刊号|CN)\s?[:：]?\s?(?:CN)?\s?\d\d-\d{4}|"
    r"^今日\s?\d{1,3}\s?版(?:\s?(?:总?第)\s?\d+\s?期)?$|(?-i:^[A-Z]{4,}(?: [A-Z]{2,})* "
    r"(?:RIBAO|WANBAO|CHENBAO|ZAOBAO|SHIBAO|ZHOUBAO|DAILY|TIMES)$)|"
    r"^今[日天]天气[\s：:][^。]*\d[^。]*(?:级|℃|度)$|"
    rf"^{_EDITOR}\s+[\u4e00-\u9fff]{{1,3}}(?:\s?[\u4e00-\u9fff]{{1,3}})?(?:\s+{_EDITOR}\s+[\u4e00-\u9fff\s]{{2,5}}){{0,4}}$",
    re.IGNORECASE,
)
"""Lines of the imprint without a colon: 编辑 赵明　美编 何静, an address for letters."""
_MASTHEAD = lazy_pattern(
    r"^《?[\u4e00-\u9fff]{2,10}[报刊]》?\s?(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?:\s?(?:星期|周).)?(?:\s?第?\s?[A-Z]?\d{1,3}\s?版.{0,12})?$|"
    r"^第?\s?[A-Z]?\d{1,3}\s?版[:：\s]\s?[\u4e00-\u9fff]{2,6}(?:\s?(?:19|20)\d\d\s?年.{4,16})?$"
)
"""人民日报 2024年01月01日 星期一 第05版, 第05版：理论."""
_PAPER = lazy_pattern(r"^.{0,6}(?:日报|时报|晚报|周报|学习时报)(?:\s.{0,12})?$")
_JUMP = lazy_pattern(
    r"^[（(【]?\s*(?:紧接|上接|下转|转|接)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*版.{0,12}$"
)
_NUMBERED_PICTURE = lazy_pattern(r"^[▲▼◀▶]?\s*图[①-⑳一二三四五六七八九\d]{1,2}[：:]")
_SIGNED = 4
"""A date set in by so many cells is the date of a document, under its signature."""
_SECTION_LENGTH, _LONGEST_HEAD = 6, 30


def classify_lines(lines: Sequence[Line]) -> list[LineGroup]:
    """Gather the lines that are not running text into `ClassifiedLines`; all stay in source order."""
    return _key_points(_furniture(classify_text(lines)))


def classify_text(lines: Sequence[Line]) -> list[LineGroup]:
    """Gather the notes, bylines, sources, credits and captions among lines; all stay in source order."""
    groups: list[LineGroup] = []
    texts = [line.text for line in lines]
    index = 0
    while index < len(lines):
        if size := guide_size(texts, index):
            guide = lines[index : index + size]
            groups += [ClassifiedLines(LineClass.JUMP, (line,), line.text) for line in guide]
            index += size
            continue
        classified = (
            _note(lines, index) or _single(lines, index, _after_note(groups)) or _picture(lines, index)
        )
        if classified is None and _ends_caption(groups, lines[index]):
            classified = _caption(groups, lines[index])
            index += 1
        else:
            index += len(classified.lines) if classified else 1
            if classified and classified.line_class is LineClass.CREDIT:
                _wider_caption(groups)
        groups.append(classified or lines[index - 1])
    return groups


def _note(lines: Sequence[Line], start: int) -> ClassifiedLines | None:
    """Return an affiliation note in brackets, which may run over several lines."""
    if not NOTE_START.match(lines[start].text):
        return None
    depth = 0
    text = ""
    for count, line in enumerate(lines[start : start + _NOTE_LINES], start=1):
        text += line.body
        depth += sum(line.text.count(c) for c in _PAIRS) - sum(line.text.count(c) for c in _CLOSES)
        if depth <= 0:
            return ClassifiedLines(LineClass.AFFILIATION, tuple(lines[start : start + count]), text)
        if len(text) > _NOTE_CHARACTERS:
            break
    return None


def _after_note(groups: Sequence[LineGroup]) -> bool:
    return (
        bool(groups)
        and isinstance(groups[-1], ClassifiedLines)
        and groups[-1].line_class is LineClass.AFFILIATION
    )


def _single(lines: Sequence[Line], index: int, after_note: bool) -> ClassifiedLines | None:
    line = lines[index]
    text = line.text
    if len(text) > 60 or _IMPRINT.match(text) or EDITOR_LINE.match(text):
        return None
    if _KEY_HEAD.match(text):
        return ClassifiedLines(LineClass.KEY_HEAD, (line,), text)
    if _JUMP.match(text):
        return ClassifiedLines(LineClass.JUMP, (line,), text)
    if (after_note or _after_stop(lines, index)) and SOURCE_LINE.fullmatch(text):
        return ClassifiedLines(LineClass.SOURCE, (line,), text)
    if _after_stop(lines, index) and PHOTO_CREDIT.fullmatch(text):
        return ClassifiedLines(LineClass.CREDIT, (line,), text)
    authors = parse_byline(text)
    if authors and text[0] in _PAIRS and index + 1 < len(lines) and not lines[index + 1].indent:
        # 【記者林舟／雲溪報導】 fills a line by chance: the text goes on below it.
        return None
    return ClassifiedLines(LineClass.BYLINE, (line,), text, authors) if authors else None


def _picture(lines: Sequence[Line], start: int) -> ClassifiedLines | None:
    """Return a caption that begins as captions do, to the end of its sentence."""
    if not (_NUMBERED_PICTURE.match(lines[start].text) and _after_stop(lines, start)):
        return None
    for end in range(start + 1, min(start + _CAPTION_LINES, len(lines)) + 1):
        if ends_sentence(lines[end - 1].text) or _PHOTO.search(lines[end - 1].text[-24:]):
            gathered = tuple(lines[start:end])
            return ClassifiedLines(LineClass.CAPTION, gathered, "".join(line.text for line in gathered))
    return None


def _ends_caption(before: Sequence[LineGroup], line: Line) -> bool:
    """Return whether a line ends with a photographer's credit that was glued to the caption."""
    if not _PHOTO.search(line.text[-24:]):
        return False
    last = before[-1] if before else None
    text = (last.text if isinstance(last, Line) else "") + line.text
    credit = PHOTO_CREDIT.search(text[-_LONGEST_CREDIT:])
    return bool(credit) and text[-_LONGEST_CREDIT:][: credit.start() if credit else 0].rstrip()[-1:] in _STOPS


def _caption(before: list[LineGroup], line: Line) -> ClassifiedLines:
    """Return the lines of a caption that ends here: back to the end of a sentence or to another width."""
    gathered = [line]
    near = [group for group in before[-_BLANKS_NEAR:] if isinstance(group, Line)]
    blanks = sum(group.blank_before for group in near) / max(1, len(near))
    while before and len(gathered) < _CAPTION_LINES:
        last = before[-1]
        if not isinstance(last, Line) or last.body[-1:] in _STOPS:
            break
        if gathered[0].blank_before and blanks < _FEW_BLANKS:
            break
        apart = gathered[0].blank_before and abs(width(last.body) - width(gathered[0].body)) > _ANOTHER_WIDTH
        if apart and len(gathered) > 1 or (apart and width(last.body) < width(gathered[0].body)):
            break
        gathered.insert(0, last)
        before.pop()
    return ClassifiedLines(LineClass.CAPTION, tuple(gathered), "".join(group.text for group in gathered))


def _wider_caption(before: list[LineGroup]) -> None:
    """Take the lines before a lone credit for its caption, if much wider than the column above them."""
    for start in range(len(before) - 1, max(_ABOVE, len(before) - _CAPTION_LINES) - 1, -1):
        lines = [group for group in before[start - _ABOVE :] if isinstance(group, Line)]
        if len(lines) < len(before) - start + _ABOVE:
            return
        above, caption = lines[:_ABOVE], tuple(lines[_ABOVE:])
        if width(caption[0].body) > max(width(line.body) for line in above) + _MUCH_WIDER:
            before[start:] = [
                ClassifiedLines(LineClass.CAPTION, caption, "".join(line.text for line in caption))
            ]
            return


def _after_stop(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or ends_sentence(lines[index - 1].text)


def _furniture(groups: list[LineGroup]) -> list[LineGroup]:
    """Mark dates, page numbers, imprint lines, and the section names that stand among them."""
    kinds = [_is_furniture(group) for group in groups]
    for index, group in enumerate(groups):
        if kinds[index] or not isinstance(group, Line) or len(group.text) > _SECTION_LENGTH:
            continue
        if NUMBERED_HEADING.match(group.text):
            continue
        near = kinds[max(0, index - 1) : index] + kinds[index + 1 : index + 2]
        edge = index < 6 or index >= len(groups) - 6
        kinds[index] = edge and any(near) and ending_kind(group.text) == "open"
    _repeated(groups, kinds)
    return [
        ClassifiedLines(LineClass.FURNITURE, (group,), group.text)
        if kind and isinstance(group, Line)
        else group
        for group, kind in zip(groups, kinds, strict=True)
    ]


def _repeated(groups: Sequence[LineGroup], kinds: list[bool]) -> None:
    """Mark what stands several times beside dates or page numbers, and nowhere else: a running head."""
    places: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        if isinstance(group, Line) and len(group.text) <= _LONGEST_HEAD and not kinds[index]:
            places.setdefault(group.text, []).append(index)
    beside = [any(kinds[max(0, at - 1) : at] + kinds[at + 1 : at + 2]) for at in range(len(kinds))]
    for text, some in places.items():
        if len(some) > 1 and ending_kind(text) == "open" and all(beside[at] for at in some):
            for at in some:
                kinds[at] = True


def _is_furniture(group: LineGroup) -> bool:
    if not isinstance(group, Line):
        return False
    if group.indent >= _SIGNED and _DATE.match(group.text):
        return False
    return is_furniture(group.text)


def is_furniture(text: str) -> bool:
    """Return whether a line says by its words that it is a date, page number, imprint or the paper's name."""
    return any(
        pattern.match(text) for pattern in (_DATE, _PAGE_NUMBER, _IMPRINT, EDITOR_LINE, _MASTHEAD, _PAPER)
    )


def has_photo_credit(text: str) -> bool:
    """Return whether a line ends in the credit of a photograph, or begins as captions do."""
    return bool(_PHOTO.search(text[-24:]) or PHOTO_CREDIT.search(text[-_LONGEST_CREDIT:]))


def heads_key_points(text: str) -> bool:
    """Return whether a line is the head of a list of key points."""
    return bool(_KEY_HEAD.match(text))


def has_bullet(text: str) -> bool:
    """Return whether a line begins with the mark of a list."""
    return bool(_BULLET.match(text))


def _key_points(groups: list[LineGroup]) -> list[LineGroup]:
    """After 核心提示, gather each bulleted point with its lines."""
    gathered: list[LineGroup] = []
    inside = False
    for group in groups:
        if isinstance(group, ClassifiedLines):
            inside = group.line_class is LineClass.KEY_HEAD
            gathered.append(group)
        elif inside and _BULLET.match(group.text):
            gathered.append(ClassifiedLines(LineClass.KEY_POINT, (group,), _BULLET.sub("", group.text)))
        else:
            last = gathered[-1] if gathered else None
            if (
                inside
                and isinstance(last, ClassifiedLines)
                and last.line_class is LineClass.KEY_POINT
                and _continues(last, group)
            ):
                gathered[-1] = replace(last, lines=(*last.lines, group), text=last.text + group.text)
            else:
                inside = (
                    inside and isinstance(last, ClassifiedLines) and last.line_class is LineClass.KEY_HEAD
                )
                gathered.append(group)
    return gathered


def gather_key_points(lines: Sequence[Line]) -> list[LineGroup]:
    """Gather lines that hold nothing but key points: one for each bullet, or for each first line."""
    gathered: list[ClassifiedLines] = []
    for line in lines:
        if heads_key_points(line.text):
            gathered.append(ClassifiedLines(LineClass.KEY_HEAD, (line,), line.text))
            continue
        text = _BULLET.sub("", line.text)
        last = gathered[-1] if gathered else None
        begins = has_bullet(line.text) or (
            line.place is not None and line.place.is_first and not _bulleted(lines)
        )
        if last is None or last.line_class is LineClass.KEY_HEAD or begins:
            gathered.append(ClassifiedLines(LineClass.KEY_POINT, (line,), text))
        else:
            gathered[-1] = replace(last, lines=(*last.lines, line), text=last.text + line.text)
    return list(gathered)


def _bulleted(lines: Sequence[Line]) -> bool:
    return any(has_bullet(line.text) for line in lines)


def _continues(point: ClassifiedLines, line: Line) -> bool:
    """Return whether a line without a bullet goes on with the key point before it."""
    before = point.lines[-1]
    if width(before.body) > _WIDEST:
        return False
    return (
        not line.blank_before
        and ending_kind(before.text) != "stop"
        and len(line.text) <= len(before.text) + 2
    )
