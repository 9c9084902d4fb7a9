"""The lines above an item's text: title block, byline, date, number of a document."""

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import islice

from app.article import Part
from app.article import Role as PartRole
from app.frozen import dataclass
from app.ingest.flow.headings import DIVISIONS, style
from app.ingest.flow.roles.words import METADATA, Role, Told, is_month
from app.ingest.flow.tables import begins_table
from app.ingest.flow.titles import DASH, SITE, SUBTITLE, Named, compose, find_column
from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.title_lines import ORGAN, breaks_word, is_one_phrase
from app.ingest.lines.width import width
from app.ingest.metadata.dates import DATE, parse_date
from app.ingest.metadata.labels import Found
from app.lazy_pattern import lazy_pattern
from app.text import simplify

_SALUTATION = lazy_pattern(
    r"(?:同志|老师|先生|女士|朋友|代表|委员|们|编辑|领导|单位|部门|政府|您好?|你好?|问|答)[：:]$|^(?:尊敬|亲爱|敬爱|各)"
)
_SPOKEN = lazy_pattern(rf"[—―─–-]{{0,3}}\s?({DATE})在.{{2,40}}上")
"""When a speech was given: ——2024年1月18日在…会议上."""
_COPY = lazy_pattern(r"(?:№|NO\.?)?\s?\d{3,8}")
"""The number of a copy, above the red head of an office."""
_RED_HEAD = lazy_pattern(r"[\u4e00-\u9fff]{2,30}文件$")
_ORDER = lazy_pattern(r"[\u4e00-\u9fff](?:令|公告)$")
"""Above the number of an order, which is no title: 云溪市人民政府令 / 第45号."""
_PUBLIC = lazy_pattern(
    r"(?:[\u4e00-\u9fff]{2,8}(?:省|市|县|区|州|盟)|国家|中央|全国|中共|中国|中华)[\u4e00-\u9fff]{0,14}"
    r"(?:政府|委员会|委|局|厅|署|办公[厅室]|法院|检察院|中心|银行)$"
)
"""How public bodies are called, of a place or the country; a school may be where an author works."""
_REPORT = lazy_pattern(
    r"(?:公报|公告|通报|报告|意见|办法|通知|决定|规划|纲要|方案|通告|白皮书|指南|规定|细则|要点|条例)(?:[（(].{1,10}[)）])?$"
)
_BRACKETED = lazy_pattern(r"[（(【〔][^（）()]*[)）】〕]")
"""A remark below a title: （附图片）, （上）."""
_ASKED = lazy_pattern(r"【[^】]{1,8}】.*[？?]$")
"""What a reader or a reporter asks: 【网友】何时动工？."""
_EDITORS = lazy_pattern(r"[【]?(?:编者按|编者的话|编者前言|核心阅读|核心提示|内容提要|阅读提示)[】]?")
_OPENING = lazy_pattern(
    r"引子|楔子|序言|前言|引言|导言|绪论|总则|摘要|编者按|内容提要|核心阅读|阅读提示|核心提示|开场白"
)
"""Headings of a first part; no title, and no part of one."""
_CLOSING = {"authors", "date", "source_note", "newspaper"}
"""What stands below a title; the next short line is a heading, if it is no subtitle."""
_COUNT = lazy_pattern(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?")
_CONTENTS = lazy_pattern(r"^目\s?[录次]$|^contents$")
_NUMBERED = lazy_pattern(
    r"^(?:[一二三四五六七八九十]{1,3}\s?、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}\s?[.、．]\s?\D|第[一二三四五六七八九十百\d]{1,5}[编章节条]|[①-⑳●■◆▲△·•]|引言$|前言$|序言$|导言$|问\s?[:：])"
)
_MOST_LINES, _LONGEST_KICKER, _FULL_TITLE, _LONGEST_ISSUER = 6, 60.0, 14.0, 24.0
"""More display lines are a list or verse; a kicker is no wider; a title that is broken is wider."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an item's text."""

    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    column: str | None = None
    authors: tuple[str, ...] = ()
    found: Found = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    kept: tuple[Told, ...] = ()
    """Lines of the block that stay paragraphs of the text: the number of a document."""
    unused: tuple[Told, ...] = ()
    size: int = 0
    """How many lines the block takes."""


def head(lines: Sequence[Told], header_title: str | None, chronicle: bool) -> Head:
    """Return the title block that the lines begin with; without a title, at most the metadata above it."""
    size = _size(lines, chronicle)
    block = lines[:size]
    display, unused = _display(block)
    found: Found = {}
    authors: tuple[str, ...] = ()
    parts: list[Part] = []
    kept: list[Told] = []
    for told in block:
        if told in display or told in unused:
            continue
        if told.role is Role.PERIOD:
            unused.append(told)
            if month := is_month(told.text):
                found.setdefault("date", month)
        elif told.role is Role.NUMBER:
            kept.append(told)
        elif told.role in (Role.BYLINE, Role.NAMES):
            authors += tuple(told.found["authors"])
            parts.append(Part(PartRole.BYLINE, told.text, told.line.block.lines))
        else:
            unused.append(told)
        found = {**told.found, **found} if told.role is not Role.NAMES else found
    if issuers := _issuers(display, found, block):
        display = display[: -len(issuers)]
        unused += issuers
        found.setdefault("issuing_body", " ".join(told.text for told in issuers))
    if len(display) == 1 and kept and _ORDER.search(display[0].text) and kept[0].text.startswith("第"):
        found["document_number"] = remove_whitespace(display[0].text + kept[0].text)
        kept, display = [display[0], *kept], []
    authors = tuple(dict.fromkeys(authors or found.get("authors", ())))
    named = compose([told.text for told in display], header_title)
    parts += _parts(named, display)
    column = find_column(named.title or "")
    if "date" not in found and (day := _SPOKEN.match(simplify(named.subtitle or ""))):
        found |= {"date": date} if (date := parse_date(day[1])) else {}
    return Head(
        named.title,
        named.kicker,
        named.subtitle,
        column,
        authors,
        found,
        tuple(parts),
        tuple(kept),
        tuple(unused),
        size,
    )


def _display(block: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Return the title lines of a block, and those left out: printed twice, or the red head of an office."""
    display = [told for at, told in enumerate(block) if _is_title_line(block, at)]
    left = [
        told
        for told, below in zip(display, display[1:], strict=False)
        if told.text == below.text or SITE.sub("", told.text) == below.text
    ]
    display = [told for told in display if told not in left]
    if len(display) > 1 and _COPY.fullmatch(display[0].text):
        left.append(display.pop(0))
    if len(display) > 1 and _RED_HEAD.fullmatch(display[0].text):
        left.append(display.pop(0))
    return display, left


def _issuers(display: Sequence[Told], found: Found, block: Sequence[Told]) -> Sequence[Told]:
    """Return the lines below the title of a report that name who issues it: …统计公报 / 云溪市统计局."""
    marked = next((at for at, told in enumerate(display) if SUBTITLE.match(told.text)), None)
    if marked is not None and marked + 2 == len(display) and _names_body(display[-1]):
        return display[-1:]
    if len(display) == 2 and _PUBLIC.match(display[1].text):
        parted = block[block.index(display[0]) + 1].role is Role.PERIOD
        return display[1:] if parted or _stands_whole(display) else ()
    if len(display) < 2 or "date" not in found or not _REPORT.search(display[0].text):
        return ()
    return display[1:] if all(map(_names_body, display[1:])) else ()


def _stands_whole(display: Sequence[Told]) -> bool:
    """Return whether the second of two lines names a body, and is not the rest of a title that was broken."""
    first, second = display
    broken = is_one_phrase(first.text, second.text) or width(first.text) < _FULL_TITLE
    return _names_body(second) and not _names_body(first) and not broken


def _names_body(told: Told) -> bool:
    body = ORGAN.search(told.text) or told.text[-1] in "队组"
    return bool(body) and width(told.text) <= _LONGEST_ISSUER


def _size(lines: Sequence[Told], chronicle: bool) -> int:
    """Return how many lines the title block takes: up to the first line of text, or what leads to it."""
    displays, last = 0, 0
    named = False
    for index, told in enumerate(lines):
        if told.role in METADATA or told.role is Role.NUMBER:
            if chronicle and told.role is Role.DATE and displays:
                break
            named = named or bool(displays and _CLOSING & told.found.keys())
            last = index + 1
            continue
        if told.role is Role.PERIOD and displays and not chronicle and _is_issued(told):
            last = index + 1
            continue
        if told.role is Role.NAMES and displays and _heads_part(lines, index):
            break
        if told.role is Role.NAMES and displays:
            named, last = named or _is_byline(lines, index), index + 1
            displays += not named
            continue
        if not _may_be_title(lines, index, displays, named):
            break
        displays, last = displays + 1, index + 1
    if last >= len(lines) or displays > _MOST_LINES:
        return _first_only(lines)
    return last


def _heads_part(lines: Sequence[Told], index: int) -> bool:
    """Return whether a name heads what is told of its bearer: text below it, then another name and text."""
    if index + 1 >= len(lines) or lines[index + 1].role is not Role.TEXT:
        return False
    return any(
        lines[at].role is Role.NAMES and lines[at - 1].role is Role.TEXT and lines[at + 1].role is Role.TEXT
        for at in range(index + 2, len(lines) - 1)
    )


def _may_be_title(lines: Sequence[Told], index: int, displays: int, named: bool) -> bool:
    told = lines[index]
    if told.role is Role.HEADING:
        return not displays
    if not told.short and not _cries(lines, index, displays):
        return _is_kicker_text(lines, index, displays)
    if begins_table(lines, index) or _begins_text(lines, index, displays):
        return False
    if named and not SUBTITLE.match(told.text):
        return False
    if told.line.block.indent and displays and not lines[index - 1].line.block.indent:
        # Set in below a title that is not: a heading, a caption, the salutation.
        return bool(SUBTITLE.match(told.text)) or told.line.block.indent > 3
    return True


def _is_issued(told: Told) -> bool:
    """Return whether a line says when a report or white paper was issued, below its title: （2022年6月）.

    What spans months says what the text is about: （2022年6月—8月）.
    """
    return bool(_BRACKETED.fullmatch(told.text) and is_month(told.text))


def _begins_text(lines: Sequence[Told], index: int, displays: int) -> bool:
    """Return whether a short line belongs to the text: 编者按, 引言, 目录, 第一编, （附图片）."""
    told = lines[index]
    dense = remove_whitespace(told.text)
    if _EDITORS.fullmatch(dense) or _CONTENTS.match(told.line.folded):
        return True
    if _OPENING.fullmatch(dense):
        return bool(displays or told.line.block.indent)
    if displays:
        return bool(_BRACKETED.fullmatch(told.text) or _NUMBERED.match(told.text) or _ASKED.match(told.text))
    return bool(_COUNT.fullmatch(told.text)) or _is_division(lines, index)


def _is_division(lines: Sequence[Told], index: int) -> bool:
    """Return whether a line heads the first of several parts: 第一编 总则, with another 编 or a 章 below."""
    name = style(lines[index].text)
    if name not in DIVISIONS:
        return False
    return any(told.short and style(told.text) in DIVISIONS for told in lines[index + 1 :])


def _cries(lines: Sequence[Told], index: int, displays: int) -> bool:
    """Return whether a line ending in ！ or … is a title: the first, short, above longer text."""
    told = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    return (
        told.role is Role.TEXT
        and displays == 0
        and width(told.text) <= 30
        and told.text[-1:] in "！!…”"
        and not told.line.block.indent
        and after is not None
        and (after.role in METADATA or after.role is Role.NAMES or len(after.text) > 2 * len(told.text))
    )


def _is_kicker_text(lines: Sequence[Told], index: int, displays: int) -> bool:
    """Return whether a longer line, or one ending in ： or ——, stands as a kicker above a title line."""
    told = lines[index]
    if displays or told.line.block.indent or index + 1 >= len(lines) or not lines[index + 1].short:
        return False
    if _SALUTATION.search(told.text):
        return False
    return width(told.text) <= _LONGEST_KICKER and bool(re.search(rf"(?:{DASH}{{2}}|…|[:：])$", told.text))


def _is_byline(lines: Sequence[Told], index: int) -> bool:
    """Return whether names below a title are a byline, not the end of a broken one: 过上幸 / 福生活."""
    told = lines[index]
    before = lines[index - 1]
    if told.line.block.gap or " " in told.text or not before.short or width(before.text) < _FULL_TITLE:
        return True
    return not breaks_word(lines[index - 1].text, told.text)


def _first_only(lines: Sequence[Told]) -> int:
    """Return the size where display goes on and on (a list, verse, a table): title and byline."""
    size = 0
    for told in lines[:-1]:
        if (
            told.role in METADATA
            or (told.role is Role.NAMES and size)
            or told.short
            and not any(t.short for t in lines[:size])
            and not _NUMBERED.match(told.text)
        ):
            size += 1
        else:
            break
    return size if any(t.short for t in lines[:size]) else 0


def _is_title_line(block: Sequence[Told], at: int) -> bool:
    told = block[at]
    if told.role is Role.NAMES:
        return not any(map(_heads, islice(block, at))) or not _is_byline(block, at)
    return told.role not in METADATA and told.role not in (Role.NUMBER, Role.PERIOD)


def _heads(told: Told) -> bool:
    return told.short or told.role is Role.HEADING


def _parts(named: Named, display: Sequence[Told]) -> list[Part]:
    """Return where kicker, title and subtitle stand in the source."""
    parts: list[Part] = []
    at = 0
    values = (
        (PartRole.KICKER, named.kicker), (PartRole.TITLE, named.title), (PartRole.SUBTITLE, named.subtitle),
    )  # fmt: skip
    for (role, text), size in zip(values, named.sizes, strict=True):
        lines = tuple(span for told in display[at : at + size] for span in told.line.block.lines)
        if text and lines:
            parts.append(Part(role, text, lines))
        at += size
    return parts
