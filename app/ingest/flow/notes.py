"""Footnotes and lists of references, set apart from the running text; lines of journals joined again."""

from collections.abc import Sequence
from dataclasses import replace

from app.ingest.flow.lines import make_text_line
from app.ingest.flow.roles.words import Role, Told, ends_open, is_display
from app.ingest.lines.title_lines import closes_bracket
from app.ingest.lines.width import width
from app.lazy_pattern import lazy_pattern

_REFERENCES = lazy_pattern(
    r"^(?:主要)?(?:参考文献|参考书目|引用文献|参考资料|参考文献及注释|注释|尾注|附注|引文注释|references?|"
    r"bibliography|notes|works cited)\s?:?$"
)
_MARK = r"(?:[*＊†‡]{1,3}|[①-⑳]|\[\d{1,3}\]|〔\d{1,3}〕|\(\d{1,2}\)|\d{1,2})"
_MARK_ALONE = lazy_pattern(_MARK)
_NOTE = lazy_pattern(r"(?:[*＊†‡]{1,3}|[①-⑳]|\[\d{1,3}\]|〔\d{1,3}〕)\s?[\w《“\"'(]")
_NUMBERED = lazy_pattern(
    r"(?:\[\d{1,3}\]|〔\d{1,3}〕|［\d{1,3}］|\(\d{1,3}\)|（\d{1,3}）|\d{1,3}[.、．)]\s?(?!\d)|[①-⑳])"
)
AFTER_REFERENCES = lazy_pattern(
    r"^(?:【.{2,8}】$|附录|附件|作者简介|作者信息|致谢|责任编辑|收稿日期|(?:资料|数据)来源[:：]|appendix|acknowledge?ments?)"
)
_DIVISION = lazy_pattern(
    r"第[〇零一二三四五六七八九十百千]+(?:编|分编|章|节|条)(?:之[一二三四五六七八九十]+)?\s"
)
_ITEM = lazy_pattern(r"[（(][一二三四五六七八九十]{1,3}[)）]")
_STOPS = "。！？.!?”）)]"
_LONGEST_NOTE = 6
_FULL = 3.0
"""How many cells a line may be short of the measure and still be full."""
_SHARE = 0.9


def is_references(folded: str) -> bool:
    """Return whether a line is the heading of a list of references."""
    return 0 < len(folded) <= 24 and bool(_REFERENCES.match(folded.strip("[]【】 ")))


def join_references(lines: Sequence[Told]) -> list[Told]:
    """Return references joined from their lines: a number begins one, else a full stop ends one."""
    numbered = sum(bool(_NUMBERED.match(told.text)) for told in lines) >= max(1, len(lines) // 6)
    widest = max((width(told.text) for told in lines), default=0)
    groups: list[list[Told]] = []
    for told in lines:
        begins = (
            bool(_NUMBERED.match(told.text))
            if numbered
            else _ends(groups[-1][-1], widest)
            if groups
            else True
        )
        if begins or not groups:
            groups.append([told])
        else:
            groups[-1].append(told)
    return [one(group) for group in groups]


def _ends(before: Told, widest: float) -> bool:
    return before.text[-1:] in ".。]" or (
        width(before.text) < 0.6 * widest and before.text[-1:] not in ",，;；:："
    )


def unwrap(lines: Sequence[Told]) -> list[Told]:
    """Return the paragraphs of text that was set in lines of one measure, with its footnotes after them."""
    measure = _measure(lines)
    # Blank lines between all lines say nothing of paragraphs.
    spaced = sum(told.line.block.gap for told in lines) > _SHARE * len(lines)
    result: list[Told] = []
    group: list[Told] = []
    notes: list[Told] = []
    index = 0
    while index < len(lines):
        told = lines[index]
        if is_references(told.line.folded):
            break
        if told.role is Role.FURNITURE:
            notes.append(told)
            index += 1
            continue
        size = _note_size(lines, index) if not group or _cut(group[-1], measure) else 0
        if size:
            notes.append(one(lines[index : index + size]))
            index += size
            continue
        deeper = bool(group) and group[0].line.block.indent > told.line.block.indent
        if group and not _goes_on(group[-1], told, measure, bool(notes) or (spaced and deeper)):
            result += [one(group), *notes]
            group, notes = [], []
        group.append(told)
        index += 1
    result += [one(group)] if group else []
    return [*result, *notes, *lines[index:]]


def _measure(lines: Sequence[Told]) -> float:
    widths = sorted(width(told.text) for told in lines if ends_open(told.text))
    return widths[int(_SHARE * (len(widths) - 1))] if widths else 0.0


def _cut(told: Told, measure: float) -> bool:
    return width(told.text) >= measure - _FULL and ends_open(told.text)


def _note_size(lines: Sequence[Told], start: int) -> int:
    """Return of how many lines a footnote is that begins here; 0 for none."""
    first = lines[start].line.folded
    alone = _MARK_ALONE.fullmatch(first)
    if not alone and not _NOTE.match(first):
        return 0
    for size in range(2 if alone else 1, _LONGEST_NOTE + 1):
        if start + size > len(lines):
            break
        if lines[start + size - 1].text[-1:] in _STOPS:
            below = lines[start + size] if start + size < len(lines) else None
            apart = alone or lines[start].line.block.gap or below is None or below.line.block.gap
            return size if apart else 0
    return 0


def _goes_on(before: Told, told: Told, measure: float, noted: bool) -> bool:
    """Return whether a line goes on with the paragraph of the line before it."""
    if before.role in (Role.BYLINE, Role.NAMES, Role.DATE, Role.HEADING) or told.role in (
        Role.BYLINE,
        Role.DATE,
    ):
        return False
    if before.role is Role.LABELS and (before.found or told.role is Role.LABELS):
        return False
    if told.role is Role.LABELS and len(told.found) > 1:
        return False
    if closes_bracket(before.text, told.text):
        return True
    if _DIVISION.match(told.text) or (_ITEM.match(told.text) and not ends_open(before.text)):
        return False
    full = width(before.text) >= measure - _FULL
    if not full or (told.line.block.indent > before.line.block.indent and not ends_open(before.text)):
        return False
    return noted or not told.line.block.gap or ends_open(before.text)


def one(group: Sequence[Told]) -> Told:
    """Return lines as one, with a space only where Latin meets Latin."""
    if len(group) == 1:
        return group[0]
    text = ""
    for told in group:
        part = told.text
        latin = text[-1:].isascii() and part[:1].isascii() and text != ""
        text += (" " if latin and (text[-1:].isalnum() or text[-1:] in ",.;:)&") else "") + part
    block = group[0].line.block
    joined = replace(block, text=text, lines=tuple(span for told in group for span in told.line.block.lines))
    role = Role.DISPLAY if is_display(text) and all(told.short for told in group) else Role.TEXT
    return Told(make_text_line(joined), role)
